package dev.samovar.process.script;

import java.util.Optional;
import java.util.regex.Pattern;

/// The version of a language, such as 3.12: what it breaks with, and not what it mends.
///
/// @param major the 3 of 3.12
/// @param minor the 12 of 3.12
public record Version(int major, int minor) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})[. ](\\d{1,2})");

    /// What `3.12` or `3 12` means; empty for other texts.
    static Optional<Version> find(String text) {
        var found = TEXT.matcher(text);
        return found.matches()
                ? Optional.of(new Version(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    /// Whether it is older than another.
    public boolean isBefore(Version other) {
        return order() < other.order();
    }

    /// How badly another serves instead: a newer one better than any older one, and the nearest best.
    int distanceTo(Version other) {
        int newer = other.order() - order();
        return newer >= 0 ? newer : 10_000 - newer;
    }

    private int order() {
        return 100 * major + minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
