package dev.samovar.core.catalog;

import dev.samovar.api.FunctionName;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Something for functions and their qualifiers. What is said of a function itself stands under `$LATEST`.
///
/// Changes of one function happen one after another, and so does its end: what is changed under [#change] belongs to
/// a function that was there, and is gone with it.
final class PerQualifier<V> {
    private final ConcurrentHashMap<FunctionName, Map<String, V>> functions = new ConcurrentHashMap<>();

    static Qualifier orLatest(@Nullable Qualifier qualifier) {
        return qualifier == null ? Version.LATEST : qualifier;
    }

    @Nullable
    V get(FunctionName function, Qualifier qualifier) {
        return functions.getOrDefault(function, Map.of()).get(qualifier.toString());
    }

    /// In the order of the qualifiers, the function itself first.
    List<V> all(FunctionName function) {
        return List.copyOf(functions.getOrDefault(function, Map.of()).values());
    }

    /// Changes what is there, which may be null, into something else, or into null for nothing; answers that.
    @Nullable
    V change(FunctionName function, Qualifier qualifier, UnaryOperator<@Nullable V> change) {
        var changed = functions.compute(function, (_, before) -> {
            var after = new TreeMap<String, V>();
            if (before != null) after.putAll(before);
            var key = qualifier.toString();
            var value = change.apply(after.get(key));
            if (value == null) after.remove(key);
            else after.put(key, value);
            return after.isEmpty() ? null : after;
        });
        return changed == null ? null : changed.get(qualifier.toString());
    }

    void forget(FunctionName function) {
        functions.remove(function);
    }

    void forget(FunctionName function, Qualifier qualifier) {
        functions.computeIfPresent(function, (_, before) -> {
            var after = new TreeMap<>(before);
            after.remove(qualifier.toString());
            return after.isEmpty() ? null : after;
        });
    }
}
