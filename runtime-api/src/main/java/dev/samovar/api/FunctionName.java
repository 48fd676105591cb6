package dev.samovar.api;

import java.util.regex.Pattern;

/// The bare name of a function: 1 to 64 letters, digits, `-` and `_`.
///
/// Source: AWS Lambda API reference, "CreateFunction", `FunctionName`.
public record FunctionName(String value) implements Comparable<FunctionName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// @throws IllegalArgumentException if the text is not a function name
    public FunctionName {
        if (!SHAPE.matcher(value).matches())
            throw new IllegalArgumentException(
                    "not a function name (1 to 64 letters, digits, '-' or '_'): '" + Excerpt.of(value) + "'");
    }

    @Override
    public int compareTo(FunctionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
