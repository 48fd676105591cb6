package dev.samovar.core.catalog;

import dev.samovar.core.catalog.TagCatalog.Tagged;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.ledger.Records;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The tags of what is no function, by ARN. They go with what they are on.
final class ResourceTags {
    private final ConcurrentHashMap<String, Tagged> all = new ConcurrentHashMap<>();
    private final Predicate<String> there;
    private final Records<Tagged> records;

    /// @param there whether something has this ARN
    ResourceTags(Predicate<String> there, Ledger ledger) {
        this.there = there;
        this.records = ledger.records("resource-tags", Tagged.class);
        all.putAll(records.found());
    }

    Map<String, String> list(String arn) {
        require(arn);
        var tagged = all.get(arn);
        return tagged == null ? Map.of() : tagged.tags();
    }

    void change(String arn, UnaryOperator<@Nullable Tagged> change) {
        all.compute(arn, (_, before) -> {
            require(arn);
            var after = change.apply(before);
            if (after == null) records.remove(arn);
            else records.put(arn, after);
            return after;
        });
    }

    private void require(String arn) {
        if (!there.test(arn)) throw Refused.notFound("The resource you requested does not exist.");
    }

    void forget(String arn) {
        all.computeIfPresent(arn, (_, _) -> {
            records.removeSoon(arn);
            return null;
        });
    }
}
