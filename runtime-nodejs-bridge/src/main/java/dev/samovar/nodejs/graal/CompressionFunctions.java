package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.nodejs.graal.brotli.BrotliDecoder;
import dev.samovar.nodejs.graal.zstd.Corrupted;
import dev.samovar.nodejs.graal.zstd.ZstdDecoder;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// What `zlib` does beyond JavaScript.
final class CompressionFunctions {
    /// By Node's numbers for them.
    private static final List<Compression.Mode> MODES = List.of(Compression.Mode.values());

    private CompressionFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put(
                "zlib",
                (_, a) -> new HostHandle(new Compression(
                        MODES.get(Guest.integer(a[0])),
                        Guest.integer(a[1]),
                        Guest.integer(a[2]),
                        Guest.isUndefined(a[3]) ? null : Bytes.of(a[3]).copy())));
        functions.put("zlibProcess", (realm, a) -> {
            var stream = stream(a[0]);
            int code = stream.process(part(a, 1), part(a, 4), Guest.integer(a[7]));
            return Guest.array(
                    realm, code, stream.space(), stream.left(), Guest.text(stream.message()), stream.readsGzip());
        });
        functions.put("zlibTune", (_, a) -> {
            stream(a[0]).tune(Guest.integer(a[1]), Guest.integer(a[2]));
            return Undefined.instance;
        });
        functions.put("zlibReset", (_, a) -> {
            stream(a[0]).reset();
            return Undefined.instance;
        });
        functions.put("zlibClose", (_, a) -> {
            stream(a[0]).close();
            return Undefined.instance;
        });
        functions.put("brotli", (_, a) -> new HostHandle(new BrotliDecoder(JSRuntime.toBoolean(a[0]))));
        functions.put("brotliProcess", (realm, a) -> {
            var decoder = (BrotliDecoder) ((HostHandle) a[0]).value();
            var in = part(a, 1);
            var out = part(a, 4);
            try {
                int done = decoder.decode(in.array(), in.from(), in.length(), out.array(), out.from(), out.length());
                out.written();
                return Guest.array(realm, out.length() - done, decoder.left(), decoder.starved());
            } catch (dev.samovar.nodejs.graal.brotli.Corrupted e) {
                return Guest.array(realm, out.length(), 0, false, e.number(), Guest.text(e.code()));
            }
        });
        functions.put(
                "brotliEncoding",
                (_, a) -> new HostHandle(new BrotliEncoding(Guest.integer(a[0]), Guest.integer(a[1]))));
        functions.put(
                "brotliEncode",
                (_, a) -> ((BrotliEncoding) ((HostHandle) a[0]).value())
                        .process(part(a, 1), part(a, 4), Guest.integer(a[7])));
        functions.put(
                "zstdEncoding",
                (_, a) -> new HostHandle(new ZstdEncoding(
                        Guest.integer(a[0]),
                        JSRuntime.toBoolean(a[1]),
                        (long) JSRuntime.toDouble(a[2]),
                        Bytes.of(a[3]).copy())));
        functions.put(
                "zstdEncode",
                (_, a) -> ((ZstdEncoding) ((HostHandle) a[0]).value())
                        .process(part(a, 1), part(a, 4), Guest.integer(a[7])));
        functions.put(
                "zstdDecoding",
                (_, a) -> new HostHandle(
                        new ZstdDecoder(Guest.integer(a[0]), Bytes.of(a[1]).copy())));
        functions.put("zstdDecode", (realm, a) -> {
            var decoder = (ZstdDecoder) ((HostHandle) a[0]).value();
            var in = part(a, 1);
            var out = part(a, 4);
            try {
                int done = decoder.decode(in.array(), in.from(), in.length(), out.array(), out.from(), out.length());
                out.written();
                return Guest.array(realm, out.length() - done, decoder.left(), 0);
            } catch (Corrupted e) {
                return Guest.array(realm, out.length(), 0, e.number());
            }
        });
        functions.put("crc32", (_, a) -> (double) crc(Bytes.of(a[0]), JSRuntime.toUInt32(a[1])));
    }

    /// The JDK's begins from nothing alone: this goes on from a value.
    private static long crc(Bytes bytes, long before) {
        if (before == 0) {
            var crc = new CRC32();
            crc.update(bytes.array(), bytes.from(), bytes.length());
            return crc.getValue();
        }
        int value = ~(int) before;
        for (int i = bytes.from(); i < bytes.to(); i++) {
            value ^= bytes.array()[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
        }
        return ~value & 0xffffffffL;
    }

    /// Of three arguments, bytes, the first that is meant and how many are.
    private static Bytes part(Object[] arguments, int at) {
        int from = Guest.integer(arguments[at + 1]);
        return Bytes.of(arguments[at]).slice(from, from + Guest.integer(arguments[at + 2]));
    }

    private static Compression stream(Object handle) {
        return (Compression) ((HostHandle) handle).value();
    }
}
