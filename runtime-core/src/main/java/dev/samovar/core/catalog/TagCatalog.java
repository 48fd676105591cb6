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
import org.jspecify.annotations.Nullable;

/// The tags of functions, and of what else can have some.
final class TagCatalog implements Tags {
    private static final int MOST = 50;
    private static final String RESERVED = "aws:";

    /// The tags of one function, as they are written down.
    record Tagged(SortedMap<String, String> tags) {}

    private final PerQualifier<Tagged> all;
    private final Functions functions;
    private final ResourceTags others;

    /// @param others the tags of what is no function
    TagCatalog(Functions functions, ResourceTags others, Ledger ledger) {
        this.all = new PerQualifier<>(ledger.records("tags", Tagged.class));
        this.functions = functions;
        this.others = others;
    }

    @Override
    public Map<String, String> list(FunctionName function) {
        functions.require(function, null);
        var tagged = all.get(function, Version.LATEST);
        return tagged == null ? Map.of() : tagged.tags();
    }

    @Override
    public void add(FunctionName function, Map<String, String> tags) {
        change(function, adding(tags));
    }

    private static Consumer<SortedMap<String, String>> adding(Map<String, String> tags) {
        for (var key : tags.keySet())
            if (key.regionMatches(true, 0, RESERVED, 0, RESERVED.length()))
                throw Refused.invalid("Tag keys that begin with " + RESERVED + " are reserved: " + key + ".");
        return changed -> {
            changed.putAll(tags);
            if (changed.size() > MOST) throw Refused.invalid("Number of tags exceeds resource tag limit.");
        };
    }

    @Override
    public void remove(FunctionName function, Collection<String> keys) {
        change(function, changed -> changed.keySet().removeAll(keys));
    }

    private void change(FunctionName function, Consumer<SortedMap<String, String>> change) {
        all.change(function, Version.LATEST, before -> {
            functions.require(function, null);
            return changed(before, change);
        });
    }

    private static @Nullable Tagged changed(@Nullable Tagged before, Consumer<SortedMap<String, String>> change) {
        var changed = new TreeMap<String, String>();
        if (before != null) changed.putAll(before.tags());
        change.accept(changed);
        return changed.isEmpty() ? null : new Tagged(Collections.unmodifiableSortedMap(changed));
    }

    @Override
    public Map<String, String> list(String arn) {
        return others.list(arn);
    }

    @Override
    public void add(String arn, Map<String, String> tags) {
        others.change(arn, before -> changed(before, adding(tags)));
    }

    @Override
    public void remove(String arn, Collection<String> keys) {
        others.change(arn, before -> changed(before, tags -> tags.keySet().removeAll(keys)));
    }

    void retain(BiPredicate<FunctionName, Qualifier> there) {
        all.retain(there);
    }

    void forget(FunctionName function) {
        all.forget(function);
    }
}
