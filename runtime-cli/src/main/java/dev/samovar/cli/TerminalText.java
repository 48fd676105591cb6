package dev.samovar.cli;

import dev.samovar.core.telemetry.PlatformEvent;
import dev.samovar.spi.LogEvent;
import java.util.List;

/// A log event as a terminal may show it: nothing a function writes can pass for a line that Samovar wrote,
/// or move the cursor.
///
/// A carriage return alone is a line break, as in the errors of Python functions. The further lines of a message are
/// indented, and so is a first line that begins like one of Samovar's own,
/// whatever unseen stands before or between its letters. Control characters but tab and line break, line
/// separators and bidirectional overrides are shown as `\u001b`.
final class TerminalText {
    private static final String INDENT = "  ";
    private static final List<String> OURS = List.of(
            "START",
            "END",
            "REPORT",
            "INIT_START",
            "INIT_REPORT",
            "RESTORE_START",
            "RESTORE_REPORT",
            "RequestId:",
            "samovar:");

    private TerminalText() {}

    /// The lines of an event, each with its line break.
    static String of(LogEvent event) {
        var text = withoutLastBreak(event.message());
        var lines = new StringBuilder(text.length() + 8);
        if (!(event instanceof PlatformEvent) && looksLikeOurs(text)) lines.append(INDENT);
        append(lines, text, "\n" + INDENT);
        return lines.append('\n').toString();
    }

    /// A message that was read from elsewhere, behind a beginning that only this command writes.
    static String behind(String beginning, String message) {
        var lines = new StringBuilder(beginning.length() + message.length() + 8).append(beginning);
        append(lines, withoutLastBreak(message), "\n" + INDENT);
        return lines.append('\n').toString();
    }

    /// A text whose line breaks are shown rather than made.
    static String onOneLine(String text) {
        var line = new StringBuilder(text.length());
        append(line, text, "\\n");
        return line.toString();
    }

    private static String withoutLastBreak(String text) {
        if (!text.endsWith("\n")) return text;
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }

    private static boolean looksLikeOurs(String text) {
        int first = visible(text, 0);
        if (text.startsWith("{", first)) return namesAPlatformEvent(text);
        for (var word : OURS) if (readsAs(word, text)) return true;
        return false;
    }

    /// Escapes can spell anything, so they count as the name.
    private static boolean namesAPlatformEvent(String json) {
        var seen = new StringBuilder(json.length());
        for (int i = visible(json, 0); i < json.length(); i = visible(json, i + 1)) seen.append(json.charAt(i));
        return seen.indexOf("platform.") >= 0 || seen.indexOf("\\u") >= 0;
    }

    private static boolean readsAs(String word, String text) {
        int next = 0;
        for (int i = 0; i < word.length(); i++) {
            int at = visible(text, next);
            if (at == text.length() || text.charAt(at) != word.charAt(i)) return false;
            next = at + 1;
        }
        return visible(text, next) != next || next == text.length();
    }

    /// Where the first printable character of ASCII stands from there on; of others, a terminal
    /// may show nothing.
    private static int visible(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) > '~')) at++;
        return at;
    }

    private static void append(StringBuilder to, String text, String lineBreak) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean endsWithTheNext = c == '\r' && text.startsWith("\n", i + 1);
            if (c == '\n' || (c == '\r' && !endsWithTheNext)) to.append(lineBreak);
            else if (isUnsafe(c) && !endsWithTheNext) to.append(escaped(c));
            else if (!endsWithTheNext) to.append(c);
        }
    }

    private static boolean isUnsafe(char c) {
        return c != '\t'
                && (Character.isISOControl(c) || (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069'));
    }

    private static String escaped(char c) {
        var hex = Integer.toHexString(c);
        return "\\u" + "0".repeat(4 - hex.length()) + hex;
    }
}
