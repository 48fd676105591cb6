package dev.samovar.nodejs.graal.message;

import java.util.regex.Pattern;

/// A value as V8 describes it where it has no code to name it by, made of how the engine shows it.
final class Rendered {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|NaN|-?Infinity");

    private Rendered() {}

    static String describe(String shown) {
        return switch (shown) {
            case "undefined" -> shown;
            case "null" -> "object null";
            case "true", "false" -> "boolean " + shown;
            default -> describeOther(shown);
        };
    }

    private static String describeOther(String shown) {
        if (NUMBER.matcher(shown).matches()) return "number " + shown;
        if (shown.startsWith("Symbol(")) return "symbol " + shown;
        if (isFunction(shown)) return "function";
        return isObject(shown) ? "object" : "string \"" + shown + "\"";
    }

    /// An object as messages name it: by its constructor, which the engine does not show of plain ones.
    static String object(String shown) {
        var array = shown.equals("[object Array]") || (shown.startsWith("[") && !shown.startsWith("[object "));
        return array ? "[object Array]" : "#<Object>";
    }

    static boolean isObject(String shown) {
        return shown.startsWith("{")
                || shown.startsWith("[")
                || shown.endsWith("}")
                || shown.matches("\\w+(?:\\(\\d+\\))?\\[.*")
                || shown.endsWith("]");
    }

    static boolean isFunction(String shown) {
        return shown.startsWith("function") || shown.startsWith("class ") || shown.contains("=>");
    }
}
