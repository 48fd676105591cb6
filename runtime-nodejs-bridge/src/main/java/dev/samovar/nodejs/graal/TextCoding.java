package dev.samovar.nodejs.graal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// Node's encodings of text as bytes, with Node's leniency: what cannot be decoded ends the text or is
/// replaced, and nothing is refused.
enum TextCoding {
    UTF8 {
        @Override
        String decode(byte[] array, int from, int length) {
            return new String(array, from, length, StandardCharsets.UTF_8);
        }

        @Override
        byte[] encode(String text) {
            return Utf8Text.encode(text);
        }
    },
    LATIN1 {
        @Override
        String decode(byte[] array, int from, int length) {
            return new String(array, from, length, StandardCharsets.ISO_8859_1);
        }

        @Override
        byte[] encode(String text) {
            var bytes = new byte[text.length()];
            for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) text.charAt(i);
            return bytes;
        }
    },
    ASCII {
        @Override
        String decode(byte[] array, int from, int length) {
            var chars = new char[length];
            for (int i = 0; i < length; i++) chars[i] = (char) (array[from + i] & 0x7f);
            return new String(chars);
        }

        @Override
        byte[] encode(String text) {
            return LATIN1.encode(text);
        }
    },
    UTF16LE {
        @Override
        String decode(byte[] array, int from, int length) {
            var chars = new char[length / 2];
            for (int i = 0; i < chars.length; i++)
                chars[i] = (char) ((array[from + 2 * i] & 0xff) | ((array[from + 2 * i + 1] & 0xff) << 8));
            return new String(chars);
        }

        @Override
        byte[] encode(String text) {
            var bytes = new byte[text.length() * 2];
            for (int i = 0; i < text.length(); i++) {
                bytes[2 * i] = (byte) text.charAt(i);
                bytes[2 * i + 1] = (byte) (text.charAt(i) >> 8);
            }
            return bytes;
        }
    },
    HEX {
        private static final String DIGITS = "0123456789abcdef";

        @Override
        String decode(byte[] array, int from, int length) {
            var text = new StringBuilder(length * 2);
            for (int i = from; i < from + length; i++)
                text.append(DIGITS.charAt((array[i] >> 4) & 15)).append(DIGITS.charAt(array[i] & 15));
            return text.toString();
        }

        @Override
        byte[] encode(String text) {
            int count = 0;
            while (count < text.length() / 2 && digit(text, 2 * count) >= 0 && digit(text, 2 * count + 1) >= 0) count++;
            var bytes = new byte[count];
            for (int i = 0; i < count; i++) bytes[i] = (byte) ((digit(text, 2 * i) << 4) | digit(text, 2 * i + 1));
            return bytes;
        }

        private static int digit(String text, int at) {
            return text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
        }
    },
    BASE64 {
        @Override
        String decode(byte[] array, int from, int length) {
            return LATIN1.decode(Base64.getEncoder().encode(slice(array, from, length)));
        }

        @Override
        byte[] encode(String text) {
            return LenientBase64.decode(text);
        }
    },
    BASE64URL {
        @Override
        String decode(byte[] array, int from, int length) {
            return LATIN1.decode(Base64.getUrlEncoder().withoutPadding().encode(slice(array, from, length)));
        }

        @Override
        byte[] encode(String text) {
            return LenientBase64.decode(text);
        }
    };

    /// The text that the bytes say.
    abstract String decode(byte[] array, int from, int length);

    /// The bytes of a text.
    abstract byte[] encode(String text);

    String decode(byte[] array) {
        return decode(array, 0, array.length);
    }

    /// By Node's name, in any case; utf-8 if there is none.
    static TextCoding named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "latin1", "binary" -> LATIN1;
            case "ascii" -> ASCII;
            case "utf16le", "utf-16le", "ucs2", "ucs-2" -> UTF16LE;
            case "hex" -> HEX;
            case "base64" -> BASE64;
            case "base64url" -> BASE64URL;
            default -> UTF8;
        };
    }

    private static byte[] slice(byte[] array, int from, int length) {
        return Arrays.copyOfRange(array, from, from + length);
    }
}
