package dev.samovar.api;

/// Bounds what an error message quotes of its input, and keeps it on one line.
final class Excerpt {
    private static final int LONGEST = 160;

    private Excerpt() {}

    static String of(String text) {
        var kept =
                text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
        return kept.chars()
                .mapToObj(c -> Character.isISOControl(c) ? String.format("\\u%04x", c) : String.valueOf((char) c))
                .reduce("", String::concat);
    }
}
