package dev.samovar.nodejs.graal.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graalvm.shadowed.com.ibm.icu.text.IDNA;
import org.jspecify.annotations.Nullable;

/// Hosts, by the URL Standard, section 3.5. Null stands for failure.
final class Host {
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|";

    private Host() {}

    static @Nullable String parse(String input, boolean special) {
        if (input.startsWith("[")) {
            if (!input.endsWith("]")) return null;
            var address = v6(input.substring(1, input.length() - 1));
            return address == null ? null : "[" + address + "]";
        }
        if (!special) return opaque(input);
        var ascii = toAscii(PercentCoding.decode(input));
        if (ascii == null || ascii.isEmpty()) return null;
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0 || c < 0x20 || c == '%' || c == 0x7f) return null;
        }
        return endsInNumber(ascii) ? v4(ascii) : ascii;
    }

    private static @Nullable String opaque(String input) {
        for (int i = 0; i < input.length(); i++) if (FORBIDDEN.indexOf(input.charAt(i)) >= 0) return null;
        return PercentCoding.CONTROL.encode(input);
    }

    /// A domain in ASCII, or null if it is none.
    static @Nullable String toAscii(String domain) {
        if (domain.chars().allMatch(c -> c < 128)
                && !domain.toLowerCase(Locale.ROOT).contains("xn--")) return domain.toLowerCase(Locale.ROOT);
        var info = new IDNA.Info();
        var out = DOMAINS.nameToASCII(domain, new StringBuilder(), info);
        var errors = info.getErrors();
        errors.removeAll(List.of(
                IDNA.Error.EMPTY_LABEL,
                IDNA.Error.LABEL_TOO_LONG,
                IDNA.Error.DOMAIN_NAME_TOO_LONG,
                IDNA.Error.LEADING_HYPHEN,
                IDNA.Error.TRAILING_HYPHEN,
                IDNA.Error.HYPHEN_3_4));
        return errors.isEmpty() ? out.toString() : null;
    }

    static String toUnicode(String domain) {
        return DOMAINS.nameToUnicode(domain, new StringBuilder(), new IDNA.Info())
                .toString();
    }

    private static boolean endsInNumber(String host) {
        var parts = new ArrayList<>(List.of(host.split("\\.", -1)));
        if (parts.getLast().isEmpty()) {
            if (parts.size() == 1) return false;
            parts.removeLast();
        }
        var last = parts.getLast();
        return (!last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9')) || number(last) >= 0;
    }

    /// A part of an IPv4 address in decimal, octal or hexadecimal; -1 if it is none.
    private static long number(String part) {
        if (part.isEmpty()) return -1;
        var digits = part;
        int radix = 10;
        if (part.length() >= 2 && (part.startsWith("0x") || part.startsWith("0X"))) {
            digits = part.substring(2);
            radix = 16;
        } else if (part.length() >= 2 && part.startsWith("0")) {
            digits = part.substring(1);
            radix = 8;
        }
        if (digits.isEmpty()) return 0;
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), radix) : -1;
            if (digit < 0) return -1;
            value = Math.min(value * radix + digit, 1L << 40);
        }
        return value;
    }

    private static @Nullable String v4(String host) {
        var parts = new ArrayList<>(List.of(host.split("\\.", -1)));
        if (parts.getLast().isEmpty() && parts.size() > 1) parts.removeLast();
        if (parts.size() > 4) return null;
        long address = 0;
        for (int i = 0; i < parts.size(); i++) {
            long value = number(parts.get(i));
            boolean last = i == parts.size() - 1;
            if (value < 0 || (!last && value > 255)) return null;
            if (last && value >= 1L << (8 * (5 - parts.size()))) return null;
            address += last ? value : value << (8 * (3 - i));
        }
        return (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "." + (address & 255);
    }

    private static @Nullable String v6(String text) {
        int[] pieces = new int[8];
        int piece = 0;
        int compress = -1;
        int at = 0;
        if (text.startsWith(":")) {
            if (!text.startsWith("::")) return null;
            at = 2;
            compress = ++piece;
        }
        while (at < text.length()) {
            if (piece == 8) return null;
            if (text.charAt(at) == ':') {
                if (compress >= 0) return null;
                at++;
                compress = ++piece;
                continue;
            }
            int value = 0;
            int length = 0;
            while (length < 4 && at < text.length() && digit(text, at) >= 0) {
                value = value * 16 + digit(text, at++);
                length++;
            }
            if (at < text.length() && text.charAt(at) == '.') {
                if (length == 0 || piece > 6) return null;
                int[] quad = quad(text.substring(at - length));
                if (quad.length == 0) return null;
                pieces[piece++] = (quad[0] << 8) | quad[1];
                pieces[piece++] = (quad[2] << 8) | quad[3];
                at = text.length();
                break;
            }
            if (at < text.length()) {
                if (text.charAt(at) != ':') return null;
                if (++at == text.length()) return null;
            }
            pieces[piece++] = value;
        }
        if (compress >= 0) {
            int swaps = piece - compress;
            for (piece = 7; piece != 0 && swaps > 0; piece--, swaps--) {
                int other = pieces[compress + swaps - 1];
                pieces[compress + swaps - 1] = pieces[piece];
                pieces[piece] = other;
            }
        } else if (piece != 8) {
            return null;
        }
        return written(pieces);
    }

    private static int digit(String text, int at) {
        return text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
    }

    /// Four decimal numbers with dots between them; empty if that is not what it is.
    private static int[] quad(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) return new int[0];
        var values = new int[4];
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("0|[1-9][0-9]{0,2}")) return new int[0];
            values[i] = Integer.parseInt(parts[i]);
            if (values[i] > 255) return new int[0];
        }
        return values;
    }

    private static String written(int[] pieces) {
        int best = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && pieces[end] == 0) end++;
            if (end - i > longest) {
                longest = end - i;
                best = i;
            }
            i = Math.max(i, end);
        }
        var out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append(i == 0 ? "::" : ":");
                i += longest - 1;
                continue;
            }
            out.append(Integer.toHexString(pieces[i]));
            if (i < 7) out.append(':');
        }
        return out.toString();
    }
}
