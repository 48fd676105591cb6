package dev.samovar.nodejs.graal.message;

import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A text that `JSON.parse` refuses: finds what V8 has to say about it.
final class JsonText {
    /// As much of the text as is shown on either side of a wrong token.
    private static final int CONTEXT = 10;

    /// What a value becomes that was no text: it is shown whole.
    private static final Set<String> NO_TEXT = Set.of("NaN", "Infinity", "undefined", "[object Object]");

    private static final String LITERALS = "tfn";

    private final String text;
    private int at;

    private static final class Complaint extends Exception {
        private static final long serialVersionUID = 1;

        Complaint(String message) {
            super(message, null, false, false);
        }
    }

    private JsonText(String text) {
        this.text = text;
    }

    /// V8's message, or null if the text is JSON.
    static @Nullable String complaint(String text) {
        try {
            new JsonText(text).read();
            return null;
        } catch (Complaint e) {
            return e.getMessage();
        }
    }

    private void read() throws Complaint {
        var objects = new BitSet();
        var depth = 0;
        do {
            skipSpace();
            var there = peek();
            if (there == '{' || there == '[') {
                at++;
                objects.set(depth, there == '{');
                if (!isEmpty(there == '{')) {
                    depth++;
                    continue;
                }
            } else {
                scalar(there);
            }
            while (depth > 0 && isClosed(objects.get(depth - 1))) depth--;
        } while (depth > 0);
        skipSpace();
        if (at < text.length()) throw placed("Unexpected non-whitespace character after JSON");
    }

    /// Enters what was opened, and an object's first property up to its value, unless nothing is in it.
    private boolean isEmpty(boolean object) throws Complaint {
        skipSpace();
        if (peek() == (object ? '}' : ']')) {
            at++;
            return true;
        }
        if (object) property("Expected property name or '}' in JSON");
        return false;
    }

    /// Goes on to the next value of what is open, or closes it.
    private boolean isClosed(boolean object) throws Complaint {
        skipSpace();
        if (peek() == (object ? '}' : ']')) {
            at++;
            return true;
        }
        if (peek() != ',')
            throw placed(
                    object
                            ? "Expected ',' or '}' after property value in JSON"
                            : "Expected ',' or ']' after array element in JSON");
        at++;
        if (object) property("Expected double-quoted property name in JSON");
        return false;
    }

    private void property(String expected) throws Complaint {
        skipSpace();
        if (peek() != '"') throw placed(expected);
        string();
        skipSpace();
        if (peek() != ':') throw placed("Expected ':' after property name in JSON");
        at++;
    }

    private void scalar(int first) throws Complaint {
        if (first == '"') string();
        else if (first == '-' || isDigit(first)) number();
        else if (first >= 0 && LITERALS.indexOf(first) >= 0)
            literal(first == 't' ? "true" : first == 'f' ? "false" : "null");
        else throw unexpected();
    }

    private void literal(String literal) throws Complaint {
        for (var i = 0; i < literal.length(); i++, at++) if (peek() != literal.charAt(i)) throw unexpected();
    }

    private void string() throws Complaint {
        at++;
        while (peek() != '"') {
            var there = peek();
            if (there < 0) throw placed("Unterminated string in JSON");
            if (there < ' ') throw placed("Bad control character in string literal in JSON");
            at++;
            if (there == '\\') escape();
        }
        at++;
    }

    private void escape() throws Complaint {
        var there = peek();
        if (there < 0) throw unexpected();
        if ("\"\\/bfnrtu".indexOf(there) < 0) throw placed("Bad escaped character in JSON");
        at++;
        if (there != 'u') return;
        for (var i = 0; i < 4; i++, at++)
            if (Character.digit(peek(), 16) < 0) throw placed("Bad Unicode escape in JSON");
    }

    private void number() throws Complaint {
        if (peek() == '-') {
            at++;
            if (!isDigit(peek())) throw placed("No number after minus sign in JSON");
        }
        if (peek() == '0') {
            at++;
            if (isDigit(peek())) throw placed("Unexpected number in JSON");
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            if (!isDigit(peek())) throw placed("Unterminated fractional number in JSON");
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') at++;
            if (!isDigit(peek())) throw placed("Exponent part is missing a number in JSON");
            digits();
        }
    }

    private void digits() {
        while (isDigit(peek())) at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private static boolean isDigit(int there) {
        return there >= '0' && there <= '9';
    }

    private Complaint unexpected() {
        if (at >= text.length()) return new Complaint("Unexpected end of JSON input");
        if (NO_TEXT.contains(text)) return new Complaint('"' + text + "\" is not valid JSON");
        return new Complaint("Unexpected token '" + text.charAt(at) + "', " + shown() + " is not valid JSON");
    }

    private String shown() {
        if (text.length() <= 2 * CONTEXT) return '"' + text + '"';
        var start = at < CONTEXT ? 0 : at - CONTEXT;
        var end = at >= text.length() - CONTEXT ? text.length() : at + CONTEXT;
        return (start > 0 ? "..." : "") + '"' + text.substring(start, end) + '"' + (end < text.length() ? "..." : "");
    }

    private Complaint placed(String message) {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < at; i++) {
            var there = text.charAt(i);
            if (there == '\r' && i + 1 < at && text.charAt(i + 1) == '\n') continue;
            if (there != '\n' && there != '\r') continue;
            line++;
            lineStart = i + 1;
        }
        return new Complaint(
                message + " at position " + at + " (line " + line + " column " + (at - lineStart + 1) + ")");
    }
}
