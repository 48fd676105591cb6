package dev.samovar.api;

import java.util.regex.Pattern;

/// The name of an alias: 1 to 128 letters, digits, `-` and `_`, not all of them digits.
///
/// Source: AWS Lambda API reference, "CreateAlias", `Name`.
public record AliasName(String value) implements Qualifier, Comparable<AliasName> {
    private static final Pattern SHAPE = Pattern.compile("(?!^[0-9]+$)[A-Za-z0-9_-]{1,128}");

    /// @throws IllegalArgumentException if the text is not an alias name
    public AliasName {
        if (!SHAPE.matcher(value).matches())
            throw new IllegalArgumentException(
                    "not an alias name (1 to 128 letters, digits, '-' or '_', not only digits): '" + Excerpt.of(value)
                            + "'");
    }

    @Override
    public int compareTo(AliasName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
