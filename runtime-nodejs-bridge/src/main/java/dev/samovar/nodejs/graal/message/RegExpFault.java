package dev.samovar.nodejs.graal.message;

import java.util.Map;

/// What V8 says of a pattern or flags that `RegExp` refuses.
final class RegExpFault {
    private static final Map<String, String> REASONS = Map.of(
            "Quantifier without target", "Nothing to repeat",
            "Numbers out of order in {} quantifier", "numbers out of order in {} quantifier",
            "Ends with an unfinished escape sequence", "\\ at end of pattern",
            "Multiple named capture groups with the same name", "Duplicate capture group name",
            "Missing capture group for backreference", "Invalid named capture referenced",
            "Quantifier on lookbehind assertion", "Invalid quantifier",
            "Invalid character at start of group name", "Invalid capture group name");

    private RegExpFault() {}

    static String message(String engine, String pattern, String flags) {
        var plain = flags.equals("undefined") ? "" : flags;
        if (engine.equals("Invalid regular expression flags"))
            return "Invalid flags supplied to RegExp constructor '" + plain + "'";
        var reason = engine.startsWith("Unsupported Unicode character property")
                ? "Invalid property name"
                : REASONS.getOrDefault(engine, engine);
        return "Invalid regular expression: /" + pattern + "/" + plain + ": " + reason;
    }
}
