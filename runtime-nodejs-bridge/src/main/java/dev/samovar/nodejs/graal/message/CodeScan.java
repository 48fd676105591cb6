package dev.samovar.nodejs.graal.message;

/// Finds its way in JavaScript as text, over strings and comments, by brackets alone. What it finds names
/// something in a message, so code that it misreads costs no more than a name.
final class CodeScan {
    /// As far back as an opening bracket is looked for.
    private static final int REACH = 4096;

    private static final String CONTINUES = ".?([+-*/%&|<>=^,";

    private CodeScan() {}

    /// Where the bracket that is opened here is closed, or the end of the source.
    static int closing(CharSequence source, int open) {
        var depth = 0;
        for (var at = open; at < source.length(); at = next(source, at)) {
            var there = source.charAt(at);
            if (isOpening(there)) depth++;
            if (isClosing(there) && --depth == 0) return at;
        }
        return source.length();
    }

    /// Where the bracket around a place is opened, or -1.
    static int opening(CharSequence source, int inside) {
        var depth = 0;
        for (var at = inside - 1; at >= Math.max(0, inside - REACH); at--) {
            var there = source.charAt(at);
            if (isClosing(there)) depth++;
            if (isOpening(there) && depth-- == 0) return at;
        }
        return -1;
    }

    /// Whether the pattern that is opened here is a parameter of a function.
    static boolean isParameter(CharSequence source, int pattern) {
        var list = opening(source, pattern);
        if (list < 0 || source.charAt(list) != '(') return false;
        var after = nextCode(source, closing(source, list) + 1);
        return startsWith(source, after, "=>") || startsWith(source, after, "{");
    }

    /// Where this character stands outside of strings and comments, or -1.
    static int find(CharSequence source, int from, int end, char wanted) {
        for (var at = from; at < end; at = next(source, at)) if (source.charAt(at) == wanted) return at;
        return -1;
    }

    /// Where this word stands outside of all brackets, or -1.
    static int word(CharSequence source, int from, int end, String wanted) {
        for (var at = from; at < end; at = next(source, at)) {
            if (isOpening(source.charAt(at))) at = closing(source, at);
            else if (isWord(source, at, wanted)) return at;
        }
        return -1;
    }

    /// Where the expression that begins here is over.
    static int expressionEnd(CharSequence source, int from) {
        for (var at = from; at < source.length(); at = next(source, at)) {
            var there = source.charAt(at);
            if (isOpening(there)) at = closing(source, at);
            else if (isClosing(there) || there == ',' || there == ';') return at;
            else if (there == '\n' && !continues(source, at)) return at;
        }
        return source.length();
    }

    /// The next place that is neither white space nor comment.
    static int nextCode(CharSequence source, int from) {
        var at = from;
        while (at < source.length()) {
            if (startsWith(source, at, "//") || startsWith(source, at, "/*")) at = next(source, at);
            else if (Character.isWhitespace(source.charAt(at))) at++;
            else break;
        }
        return at;
    }

    private static boolean continues(CharSequence source, int lineEnd) {
        var at = nextCode(source, lineEnd + 1);
        return at < source.length() && CONTINUES.indexOf(source.charAt(at)) >= 0;
    }

    /// The place behind this one: a string and a comment are one.
    private static int next(CharSequence source, int at) {
        var there = source.charAt(at);
        if (there == '\'' || there == '"' || there == '`') return stringEnd(source, at, there);
        if (startsWith(source, at, "//")) return after(source, at, "\n");
        if (startsWith(source, at, "/*")) return after(source, at + 2, "*/");
        return at + 1;
    }

    private static int stringEnd(CharSequence source, int open, char quote) {
        for (var at = open + 1; at < source.length(); at++) {
            if (source.charAt(at) == quote) return at + 1;
            if (source.charAt(at) == '\\') at++;
        }
        return source.length();
    }

    private static int after(CharSequence source, int from, String mark) {
        for (var at = from; at < source.length(); at++) if (startsWith(source, at, mark)) return at + mark.length();
        return source.length();
    }

    private static boolean isWord(CharSequence source, int at, String word) {
        return startsWith(source, at, word) && !isPart(source, at - 1) && !isPart(source, at + word.length());
    }

    private static boolean isPart(CharSequence source, int at) {
        return at >= 0
                && at < source.length()
                && (Character.isJavaIdentifierPart(source.charAt(at)) || source.charAt(at) == '.');
    }

    private static boolean startsWith(CharSequence source, int at, String start) {
        if (at < 0 || at + start.length() > source.length()) return false;
        for (var i = 0; i < start.length(); i++) if (source.charAt(at + i) != start.charAt(i)) return false;
        return true;
    }

    private static boolean isOpening(char there) {
        return there == '(' || there == '[' || there == '{';
    }

    private static boolean isClosing(char there) {
        return there == ')' || there == ']' || there == '}';
    }
}
