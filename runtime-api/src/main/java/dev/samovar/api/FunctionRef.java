package dev.samovar.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a caller names what to invoke: `name`, `name:7`, `name:live`, `<account>:function:name[:q]` or
/// a full ARN.
///
/// Parse a reference once and keep it where it is used often: a parsed reference resolves without allocation.
///
/// Source: AWS Lambda API reference, "Invoke", `FunctionName`.
///
/// @param name the function
/// @param qualifier the version or alias asked for, or null where none was given (which means `$LATEST`)
/// @param region the region of the ARN, or null where none was given
/// @param account the twelve digits of the account, or null where none was given
public record FunctionRef(
        FunctionName name,
        @Nullable Qualifier qualifier,
        @Nullable String region,
        @Nullable String account) {
    private static final int LONGEST = 256;
    private static final Pattern SHAPE = Pattern.compile("(?:arn:aws[a-zA-Z-]*:lambda:)?"
            + "(?:(?<region>(?:eusc-)?[a-z]{2}(?:(?:-gov)|(?:-iso[a-z]?))?-[a-z]+-\\d):)?"
            + "(?:(?<account>\\d{12}):)?(?:function:)?"
            + "(?<name>[a-zA-Z0-9_-]+)(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9_-]+))?");

    /// The reference to a function's `$LATEST`, without a qualifier.
    public static FunctionRef of(FunctionName name) {
        return new FunctionRef(name, null, null, null);
    }

    /// The reference to one version or alias.
    public static FunctionRef of(FunctionName name, Qualifier qualifier) {
        return new FunctionRef(name, qualifier, null, null);
    }

    /// Reads any of the accepted forms.
    ///
    /// @throws IllegalArgumentException if the text is none of them
    public static FunctionRef parse(String text) {
        var match = SHAPE.matcher(text);
        if (text.length() > LONGEST || !match.matches())
            throw new IllegalArgumentException(
                    "not a function reference (a name, name:version, name:alias or a function ARN): '"
                            + Excerpt.of(text) + "'");
        var qualifier = match.group("qualifier");
        return new FunctionRef(
                new FunctionName(match.group("name")),
                qualifier == null ? null : Qualifier.parse(qualifier),
                match.group("region"),
                match.group("account"));
    }

    @Override
    public String toString() {
        return qualifier == null ? name.value() : name + ":" + qualifier;
    }
}
