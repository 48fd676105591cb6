package dev.samovar.api;

/// The part of a reference after the name: a [Version] or an [AliasName].
public sealed interface Qualifier permits Version, AliasName {

    /// Reads `$LATEST`, a number, or an alias name.
    ///
    /// @throws IllegalArgumentException if the text is none of them
    static Qualifier parse(String text) {
        if (text.equals(Version.LATEST.toString())) return Version.LATEST;
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) return Version.parse(text);
        return new AliasName(text);
    }
}
