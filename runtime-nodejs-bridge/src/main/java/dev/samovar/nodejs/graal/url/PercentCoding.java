package dev.samovar.nodejs.graal.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent-encoding, by the sets of the URL Standard, section 1.3.
enum PercentCoding {
    CONTROL(""),
    FRAGMENT(" \"<>`"),
    QUERY(" \"#<>"),
    SPECIAL_QUERY(" \"#<>'"),
    PATH(" \"#<>?^`{}"),
    USER_INFO(" \"#<>?^`{}/:;=@[\\]|");

    private static final String HEX = "0123456789ABCDEF";
    private final String set;

    PercentCoding(String set) {
        this.set = set;
    }

    String encode(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> encode(c, out));
        return out.toString();
    }

    void encode(int c, StringBuilder out) {
        if (c > 0x1f && c < 0x7f && set.indexOf(c) < 0) {
            out.append((char) c);
            return;
        }
        int well = c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;
        for (byte b : Character.toString(well).getBytes(StandardCharsets.UTF_8))
            out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
    }

    static String decode(String text) {
        if (text.indexOf('%') < 0) return text;
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low < 0) {
                out.write(bytes[i]);
            } else {
                out.write((high << 4) | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
