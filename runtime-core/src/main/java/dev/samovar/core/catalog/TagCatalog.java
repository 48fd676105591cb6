package dev.samovar.core.catalog;

import dev.samovar.api.FunctionName;
import dev.samovar.api.Tags;
import dev.samovar.api.Version;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Tags, in memory.
final class TagCatalog implements Tags {
    private static final int MOST = 50;

    private final PerQualifier<SortedMap<String, String>> all = new PerQualifier<>();
    private final Functions functions;

    TagCatalog(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Map<String, String> list(FunctionName function) {
        functions.require(function, null);
        var tags = all.get(function, Version.LATEST);
        return tags == null ? Map.of() : tags;
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
            if (before != null) changed.putAll(before);
            change.accept(changed);
            return changed.isEmpty() ? null : Collections.unmodifiableSortedMap(changed);
        });
    }

    void forget(FunctionName function) {
        all.forget(function);
    }
}
