package dev.samovar.http.logs.filter;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A place in a pattern that is being read.
final class Cursor {
    /// The most regular expressions of a pattern.
    private static final int MOST_EXPRESSIONS = 2;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:_#=@/;,\\-^$?\\[\\]{}|\\\\*+. ]*");

    private final String text;
    private int at;
    private int expressions;

    Cursor(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean isAt(String what) {
        return text.startsWith(what, at);
    }

    boolean isAtBlank() {
        return !isAtEnd() && Character.isWhitespace(text.charAt(at));
    }

    Cursor skipBlanks() {
        while (isAtBlank()) at++;
        return this;
    }

    boolean accept(String what) {
        if (!isAt(what)) return false;
        at += what.length();
        return true;
    }

    /// Passes a word of the language, in any case.
    boolean acceptWord(String word) {
        var end = at + word.length();
        if (!text.regionMatches(true, at, word, 0, word.length())) return false;
        if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) return false;
        at = end;
        return true;
    }

    void expect(String what) {
        if (!accept(what)) throw unexpected("'" + what + "'");
    }

    /// What follows of these characters, maybe nothing.
    String take(IntPredicate of) {
        var start = at;
        while (!isAtEnd() && of.test(text.charAt(at))) at++;
        return text.substring(start, at);
    }

    /// What is in quotes; a backslash takes the next character as it is.
    String quoted(char quote) {
        expect(Character.toString(quote));
        var content = new StringBuilder();
        while (!isAtEnd() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) at++;
            content.append(text.charAt(at++));
        }
        expect(Character.toString(quote));
        return content.toString();
    }

    /// A regular expression between percent signs.
    Pattern expression() {
        expect("%");
        var source = take(character -> character != '%');
        expect("%");
        if (++expressions > MOST_EXPRESSIONS)
            throw new IllegalArgumentException("a pattern has at most " + MOST_EXPRESSIONS + " regular expressions");
        if (source.isEmpty() || !ALLOWED.matcher(source).matches())
            throw new IllegalArgumentException("not a regular expression of filter patterns: %" + source + "%");
        try {
            return Pattern.compile(source);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: %" + source + "%", e);
        }
    }

    IllegalArgumentException unexpected(String wanted) {
        var there = isAtEnd() ? "the end" : "'" + text.substring(at, Math.min(text.length(), at + 20)) + "'";
        return new IllegalArgumentException("expected " + wanted + " instead of " + there + " at " + at);
    }
}
