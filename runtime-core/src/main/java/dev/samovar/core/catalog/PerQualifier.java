package dev.samovar.core.catalog;

import dev.samovar.api.FunctionName;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Version;
import dev.samovar.core.ledger.Records;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Something for functions and their qualifiers, as it is written down. What is said of a function itself
/// stands under `$LATEST`.
///
/// Changes of one function happen one after another, and so does its end: what is changed under [#change] belongs to
/// a function that was there, and is gone with it.
final class PerQualifier<V> {
    private final ConcurrentHashMap<FunctionName, Map<String, V>> functions = new ConcurrentHashMap<>();
    private final Records<V> records;

    PerQualifier(Records<V> records) {
        this.records = records;
        records.found().forEach((id, value) -> {
            int slash = id.indexOf('/');
            functions
                    .computeIfAbsent(new FunctionName(id.substring(0, slash)), _ -> new TreeMap<>())
                    .put(id.substring(slash + 1), value);
        });
    }

    private static String id(FunctionName function, String qualifier) {
        return function + "/" + qualifier;
    }

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

    /// Of all functions.
    List<V> all() {
        return functions.values().stream().flatMap(of -> of.values().stream()).toList();
    }

    /// Changes what is there, which may be null, into something else, or into null for nothing; answers that.
    @Nullable
    V change(FunctionName function, Qualifier qualifier, UnaryOperator<@Nullable V> change) {
        var changed = functions.compute(function, (_, before) -> {
            var after = new TreeMap<String, V>();
            if (before != null) after.putAll(before);
            var key = qualifier.toString();
            var value = change.apply(after.get(key));
            if (value == null) remove(function, key, after);
            else {
                records.put(id(function, key), value);
                after.put(key, value);
            }
            return after.isEmpty() ? null : after;
        });
        return changed == null ? null : changed.get(qualifier.toString());
    }

    private void remove(FunctionName function, String qualifier, Map<String, V> from) {
        if (!from.containsKey(qualifier)) return;
        records.remove(id(function, qualifier));
        from.remove(qualifier);
    }

    void forget(FunctionName function) {
        functions.computeIfPresent(function, (_, before) -> {
            before.keySet().forEach(qualifier -> records.removeSoon(id(function, qualifier)));
            return null;
        });
    }

    void forget(FunctionName function, Qualifier qualifier) {
        functions.computeIfPresent(function, (_, before) -> {
            var after = new TreeMap<>(before);
            if (after.remove(qualifier.toString()) != null) records.removeSoon(id(function, qualifier.toString()));
            return after.isEmpty() ? null : after;
        });
    }

    /// Forgets what belongs to something that is not there.
    void retain(BiPredicate<FunctionName, Qualifier> there) {
        functions.forEach((function, of) -> {
            for (var qualifier : List.copyOf(of.keySet()))
                if (!there.test(function, Qualifier.parse(qualifier))) forget(function, Qualifier.parse(qualifier));
        });
    }
}
