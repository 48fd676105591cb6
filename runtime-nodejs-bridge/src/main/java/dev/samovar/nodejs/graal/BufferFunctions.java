package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferViewBase;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Arrays;
import java.util.Map;

/// What `Buffer` does beyond JavaScript: encodings, searching, copying.
final class BufferFunctions {
    private BufferFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put("decode", (_, a) -> {
            var part = Bytes.of(a[0]).slice(Guest.integer(a[2]), Guest.integer(a[3]));
            return Guest.text(coding(a[1]).decode(part.array(), part.from(), part.length()));
        });
        functions.put(
                "encodeInto",
                (_, a) -> encodeInto(
                        Bytes.of(a[0]), coding(a[1]), Guest.string(a[2]), Guest.integer(a[3]), Guest.integer(a[4])));
        functions.put("bytesOf", (realm, a) -> Bytes.buffer(realm, coding(a[1]).encode(Guest.string(a[0]))));
        functions.put("byteLengthUtf8", (_, a) -> Utf8Text.length(Guest.string(a[0])));
        functions.put("copyBytes", (_, a) -> copy(a));
        functions.put("compareBytes", (_, a) -> compare(a));
        functions.put(
                "fillBytes",
                (_, a) -> fill(Bytes.of(a[0]), a[1], JSRuntime.toDouble(a[2]), JSRuntime.toDouble(a[3]), a[4]));
        functions.put(
                "indexOfByte",
                (_, a) -> indexOf(
                        Bytes.of(a[0]),
                        new byte[] {(byte) Guest.integer(a[1])},
                        JSRuntime.toDouble(a[2]),
                        JSRuntime.toBoolean(a[3]),
                        1));
        functions.put(
                "indexOfText",
                (_, a) -> indexOf(
                        Bytes.of(a[0]),
                        coding(a[3]).encode(Guest.string(a[1])),
                        JSRuntime.toDouble(a[2]),
                        JSRuntime.toBoolean(a[4]),
                        coding(a[3]) == TextCoding.UTF16LE ? 2 : 1));
        functions.put(
                "indexOfBytes",
                (_, a) -> indexOf(
                        Bytes.of(a[0]),
                        Bytes.of(a[1]).copy(),
                        JSRuntime.toDouble(a[2]),
                        JSRuntime.toBoolean(a[4]),
                        coding(a[3]) == TextCoding.UTF16LE ? 2 : 1));
        functions.put("swapBytes", (_, a) -> swap(a[0], Guest.integer(a[1])));
    }

    /// An encoding by its name or by Node's number for it.
    private static TextCoding coding(Object name) {
        if (name instanceof TruffleString) return TextCoding.named(Guest.string(name));
        return switch (Guest.isUndefined(name) ? 1 : Guest.integer(name)) {
            case 0 -> TextCoding.ASCII;
            case 2 -> TextCoding.BASE64;
            case 3 -> TextCoding.UTF16LE;
            case 4 -> TextCoding.LATIN1;
            case 5 -> TextCoding.HEX;
            case 7 -> TextCoding.BASE64URL;
            default -> TextCoding.UTF8;
        };
    }

    private static int encodeInto(Bytes target, TextCoding coding, String text, int offset, int length) {
        var part = target.slice(offset, (int) Math.min(Integer.MAX_VALUE, (long) offset + length));
        if (coding == TextCoding.UTF8) {
            int written = (int) Utf8Text.encodeInto(text, part.array(), part.from(), part.length());
            part.written();
            return written;
        }
        var encoded = coding.encode(text);
        int count = Math.min(encoded.length, part.length());
        if (coding == TextCoding.UTF16LE) count &= ~1;
        System.arraycopy(encoded, 0, part.array(), part.from(), count);
        part.written();
        return count;
    }

    private static Object copy(Object[] a) {
        var source = Bytes.of(a[0]);
        var target = Bytes.of(a[1]);
        int targetStart = Guest.integer(a[2]);
        int sourceStart = Guest.integer(a[3]);
        int count =
                Math.min(Guest.integer(a[4]), Math.min(target.length() - targetStart, source.length() - sourceStart));
        System.arraycopy(
                source.array(), source.from() + sourceStart, target.array(), target.from() + targetStart, count);
        target.written();
        return count;
    }

    private static int compare(Object[] a) {
        var left = Bytes.of(a[0]).slice(Guest.integer(a[1]), Guest.integer(a[2]));
        var right = Bytes.of(a[3]).slice(Guest.integer(a[4]), Guest.integer(a[5]));
        return Integer.signum(
                Arrays.compareUnsigned(left.array(), left.from(), left.to(), right.array(), right.from(), right.to()));
    }

    /// Answers -1 if there is nothing to fill with, -2 if the range is not inside.
    private static Object fill(Bytes target, Object value, double start, double end, Object encoding) {
        if (start < 0 || end > target.length()) return -2;
        if (start >= end) return Undefined.instance;
        var pattern = value instanceof TruffleString
                ? coding(encoding).encode(Guest.string(value))
                : value instanceof JSArrayBufferViewBase
                        ? Bytes.of(value).copy()
                        : new byte[] {(byte) Guest.integer(value)};
        if (pattern.length == 0) return -1;
        int first = target.from() + (int) start;
        int last = target.from() + (int) end;
        for (int i = first; i < last; i += pattern.length)
            System.arraycopy(pattern, 0, target.array(), i, Math.min(pattern.length, last - i));
        target.written();
        return Undefined.instance;
    }

    private static int indexOf(Bytes in, byte[] sought, double offset, boolean forward, int step) {
        double start = offset < 0 ? offset + in.length() : offset;
        if (start < 0) {
            if (!forward) return -1;
            start = 0;
        }
        if (sought.length == 0) return (int) Math.min(start, in.length());
        if (start > in.length() - sought.length) {
            if (forward) return -1;
            start = in.length() - (double) sought.length;
        }
        for (int i = (int) start; forward ? i <= in.length() - sought.length : i >= 0; i += forward ? 1 : -1) {
            if (step == 2 && (i & 1) == 1) continue;
            if (Arrays.equals(in.array(), in.from() + i, in.from() + i + sought.length, sought, 0, sought.length))
                return i;
        }
        return -1;
    }

    private static Object swap(Object buffer, int width) {
        var bytes = Bytes.of(buffer);
        for (int at = bytes.from(); at + width <= bytes.to(); at += width)
            for (int i = 0; i < width / 2; i++) {
                byte kept = bytes.array()[at + i];
                bytes.array()[at + i] = bytes.array()[at + width - 1 - i];
                bytes.array()[at + width - 1 - i] = kept;
            }
        bytes.written();
        return buffer;
    }
}
