package dev.samovar.nodejs.graal;

import java.nio.charset.StandardCharsets;

/// UTF-8 as JavaScript writes it: a lone surrogate becomes U+FFFD.
final class Utf8Text {
    private Utf8Text() {}

    static byte[] encode(String text) {
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    static int length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) length++;
            else if (c < 0x800) length += 2;
            else if (isPair(text, i)) {
                length += 4;
                i++;
            } else length += 3;
        }
        return length;
    }

    /// Writes as many whole characters as fit. Answers how many UTF-16 units were read, and bytes written,
    /// as two halves.
    static long encodeInto(String text, byte[] target, int from, int space) {
        int at = from;
        int end = from + space;
        int i = 0;
        for (; i < text.length(); i++) {
            int c = isPair(text, i)
                    ? text.codePointAt(i)
                    : Character.isSurrogate(text.charAt(i)) ? 0xFFFD : text.charAt(i);
            int needed = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (at + needed > end) break;
            write(c, needed, target, at);
            at += needed;
            if (needed == 4) i++;
        }
        return ((long) i << 32) | (at - from);
    }

    private static void write(int c, int count, byte[] target, int at) {
        if (count == 1) {
            target[at] = (byte) c;
            return;
        }
        for (int k = count - 1; k > 0; k--) {
            target[at + k] = (byte) (0x80 | (c & 0x3f));
            c >>= 6;
        }
        target[at] = (byte) (c | (count == 2 ? 0xc0 : count == 3 ? 0xe0 : 0xf0));
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) continue;
            if (isPair(text, i)) {
                i++;
                continue;
            }
            return replaced(text, i);
        }
        return text;
    }

    private static String replaced(String text, int first) {
        var made = new StringBuilder(text);
        for (int i = first; i < made.length(); i++) {
            if (!Character.isSurrogate(made.charAt(i))) continue;
            if (isPair(text, i)) i++;
            else made.setCharAt(i, '\uFFFD');
        }
        return made.toString();
    }
}
