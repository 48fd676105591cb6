package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.objects.Undefined;
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
            int code = stream.process(
                    Bytes.of(a[1]).slice(Guest.integer(a[2]), Guest.integer(a[2]) + Guest.integer(a[3])),
                    Bytes.of(a[4]).slice(Guest.integer(a[5]), Guest.integer(a[5]) + Guest.integer(a[6])),
                    Guest.integer(a[7]));
            return Guest.array(realm, code, stream.space(), stream.left(), Guest.text(stream.message()));
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
        functions.put("crc32", (_, a) -> {
            var bytes = Bytes.of(a[0]);
            var crc = new CRC32();
            crc.update(bytes.array(), bytes.from(), bytes.length());
            return (double) crc.getValue();
        });
    }

    private static Compression stream(Object handle) {
        return (Compression) ((HostHandle) handle).value();
    }
}
