package dev.samovar.api;

/// A version of a function: [#LATEST], or a published number from 1 on that is never given twice.
///
/// @param number 0 for `$LATEST`, else the published number
public record Version(int number) implements Qualifier, Comparable<Version> {

    /// The version that updates change, written `$LATEST`.
    public static final Version LATEST = new Version(0);

    /// @throws IllegalArgumentException if the number is negative
    public Version {
        if (number < 0)
            throw new IllegalArgumentException("a version number is at least 0, which is $LATEST, not " + number);
    }

    /// A published version.
    ///
    /// @throws IllegalArgumentException if the number is below 1
    public static Version of(int number) {
        if (number < 1) throw new IllegalArgumentException("a published version number is at least 1, not " + number);
        return new Version(number);
    }

    /// Reads `$LATEST` or a number.
    ///
    /// @throws IllegalArgumentException if the text is neither
    public static Version parse(String text) {
        if (text.equals("$LATEST")) return LATEST;
        try {
            return of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a version ($LATEST or a number): '" + Excerpt.of(text) + "'", e);
        }
    }

    /// Whether this is `$LATEST`.
    public boolean isLatest() {
        return number == 0;
    }

    @Override
    public int compareTo(Version other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return number == 0 ? "$LATEST" : Integer.toString(number);
    }
}
