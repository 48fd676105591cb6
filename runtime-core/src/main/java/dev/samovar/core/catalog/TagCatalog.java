package dev.samovar.core.catalog;

import dev.samovar.api.FunctionName;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Tags;
import dev.samovar.api.Version;
import dev.samovar.core.ledger.Ledger;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/// Tags of functions.
final class TagCatalog implements Tags {
    private static final int MOST = 50;

    /// The tags of one function, as they are written down.
    record Tagged(SortedMap<String, String> tags) {}

    private final PerQualifier<Tagged> all;
    private final Functions functions;

    TagCatalog(Functions functions, Ledger ledger) {
        this.all = new PerQualifier<>(ledger.records("tags", Tagged.class));
        this.functions = functions;
    }

    @Override
    public Map<String, String> list(FunctionName function) {
        functions.require(function, null);
        var tagged = all.get(function, Version.LATEST);
        return tagged == null ? Map.of() : tagged.tags();
    }

    @Override
    public void add(FunctionName function, Map<String, String> tags) {
        change(function, changed -> {
            changed.putAll(tags);
            if (changed.size() > MOST) throw Refused.invalid("The resource can have at most " + MOST + " tags.");
        });
    }

    @Override
    public void remove(FunctionName function, Collection<String> keys) {
        change(function, changed -> changed.keySet().removeAll(keys));
    }

    private void change(FunctionName function, Consumer<SortedMap<String, String>> change) {
        all.change(function, Version.LATEST, before -> {
            functions.require(function, null);
            var changed = new TreeMap<String, String>();
            if (before != null) changed.putAll(before.tags());
            change.accept(changed);
            return changed.isEmpty() ? null : new Tagged(Collections.unmodifiableSortedMap(changed));
        });
    }

    void retain(BiPredicate<FunctionName, Qualifier> there) {
        all.retain(there);
    }

    void forget(FunctionName function) {
        all.forget(function);
    }
}
