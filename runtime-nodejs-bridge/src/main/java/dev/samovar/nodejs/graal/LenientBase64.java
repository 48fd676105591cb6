package dev.samovar.nodejs.graal;

import java.util.Arrays;

/// Base64 as Node reads it: both alphabets at once, other characters skipped, ended by the first `=`. Of a
/// character beyond Latin-1 the lower byte counts.
final class LenientBase64 {
    private static final byte[] VALUES = values();

    private LenientBase64() {}

    static byte[] decode(String text) {
        var bytes = new byte[text.length() / 4 * 3 + 3];
        int count = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            int value = VALUES[text.charAt(i) & 0xff];
            if (value < 0) continue;
            bits = (bits << 6) | value;
            held += 6;
            if (held < 8) continue;
            held -= 8;
            bytes[count++] = (byte) (bits >> held);
        }
        return Arrays.copyOf(bytes, count);
    }

    private static byte[] values() {
        var made = new byte[256];
        Arrays.fill(made, (byte) -1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < 64; i++) made[alphabet.charAt(i)] = (byte) i;
        made['-'] = 62;
        made['_'] = 63;
        return made;
    }
}
