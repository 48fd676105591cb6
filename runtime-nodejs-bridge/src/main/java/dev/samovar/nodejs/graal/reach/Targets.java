package dev.samovar.nodejs.graal.reach;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The targets of `exports` and `imports` in a `package.json`.
///
/// Source: Node.js documentation, "Modules: Packages", subpath patterns and conditional exports.
final class Targets {
    private Targets() {}

    /// @param field the value of `exports` or `imports`
    /// @param key `.`, `./part` or `#inner`
    static Optional<String> of(@Nullable Object field, String key, List<String> conditions) {
        if (!(field instanceof Map<?, ?> map) || !isSubpaths(map))
            return key.equals(".") ? target(field, "", conditions) : Optional.empty();
        if (map.containsKey(key)) return target(map.get(key), "", conditions);
        return map.keySet().stream()
                .map(String::valueOf)
                .filter(pattern -> matches(pattern, key))
                .max(Comparator.comparingInt(pattern -> pattern.indexOf('*')))
                .flatMap(pattern -> target(map.get(pattern), starOf(pattern, key), conditions));
    }

    private static boolean isSubpaths(Map<?, ?> map) {
        return map.keySet().stream()
                .allMatch(name ->
                        name.toString().startsWith(".") || name.toString().startsWith("#"));
    }

    private static boolean matches(String pattern, String key) {
        int star = pattern.indexOf('*');
        return star >= 0
                && key.length() >= pattern.length()
                && key.startsWith(pattern.substring(0, star))
                && key.endsWith(pattern.substring(star + 1));
    }

    private static String starOf(String pattern, String key) {
        int star = pattern.indexOf('*');
        return key.substring(star, key.length() - (pattern.length() - star - 1));
    }

    private static Optional<String> target(@Nullable Object target, String star, List<String> conditions) {
        return switch (target) {
            case String path -> Optional.of(path.replace("*", star));
            case List<?> choices ->
                choices.stream()
                        .flatMap(choice -> target(choice, star, conditions).stream())
                        .findFirst();
            case Map<?, ?> byCondition ->
                byCondition.entrySet().stream()
                        .filter(entry -> conditions.contains(String.valueOf(entry.getKey())))
                        .flatMap(entry -> target(entry.getValue(), star, conditions).stream())
                        .findFirst();
            case null, default -> Optional.empty();
        };
    }
}
