package dev.samovar.cli;

import dev.samovar.core.telemetry.PlatformEvent;
import dev.samovar.spi.LogEvent;
import java.util.List;

/// A log event as a terminal may show it: nothing a function writes can pass for a line that Samovar wrote,
/// or move the cursor.
///
/// The further lines of a message are indented, and so is a first line that begins like one of
/// Samovar's own. Control characters but tab and line break, line separators and bidirectional
/// overrides are shown as `\u001b`.
final class TerminalText {
    private static final String INDENT = "  ";
    private static final List<String> OURS = List.of(
            "START ",
            "END ",
            "REPORT ",
            "INIT_START ",
            "INIT_REPORT ",
            "RESTORE_START ",
            "RESTORE_REPORT ",
            "RequestId: ",
            "samovar: ");

    private TerminalText() {}

    /// The lines of an event, each with its line break.
    static String of(LogEvent event) {
        var text = withoutLastBreak(event.message());
        var lines = new StringBuilder(text.length() + 8);
        if (!(event instanceof PlatformEvent) && looksLikeOurs(text)) lines.append(INDENT);
        append(lines, text, "\n" + INDENT);
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
        int first = 0;
        while (first < text.length() && isInvisible(text.charAt(first))) first++;
        if (text.startsWith("{", first)) return text.contains("\"platform.");
        for (var beginning : OURS) if (text.startsWith(beginning, first)) return true;
        return false;
    }

    private static boolean isInvisible(char c) {
        return Character.getType(c) == Character.FORMAT;
    }

    private static void append(StringBuilder to, String text, String lineBreak) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean endsWithTheNext = c == '\r' && text.startsWith("\n", i + 1);
            if (c == '\n') to.append(lineBreak);
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
