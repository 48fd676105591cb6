package dev.samovar.core.registry;

import dev.samovar.api.Alias;
import dev.samovar.api.Code;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.ledger.Records;
import dev.samovar.spi.Store.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Functions as they are written down: one record for a function with its aliases, one for each published version.
/// Handlers of the host are not.
final class FunctionRecords<T> {

    /// What stands in a function's record.
    ///
    /// @param latest `$LATEST` as it is described
    /// @param serving what an invocation of it gets, null if nothing
    /// @param published how many versions were published, gone ones included
    /// @param lastPublished the number that was published last, null if none was
    /// @param publishedFrom what it was published from
    record Written(
            FunctionVersion latest,
            @Nullable FunctionVersion serving,
            int published,
            List<Alias> aliases,
            @Nullable Integer lastPublished,
            @Nullable FunctionVersion publishedFrom) {}

    private final Ledger ledger;
    private final Records<Written> functions;
    private final Records<FunctionVersion> versions;

    FunctionRecords(Ledger ledger) {
        this.ledger = ledger;
        this.functions = ledger.records("function", Written.class);
        this.versions = ledger.records("version", FunctionVersion.class);
    }

    /// What was written down when the ledger was opened; nothing of it can run yet.
    Map<FunctionName, FunctionRecord<T>> found() {
        var published = new HashMap<FunctionName, Map<Version, FunctionVersion>>();
        for (var version : versions.found().values())
            published.computeIfAbsent(version.name(), _ -> new HashMap<>()).put(version.version(), version);
        var all = new HashMap<FunctionName, FunctionRecord<T>>();
        for (var written : functions.found().values())
            all.put(
                    written.latest().name(),
                    record(written, published.getOrDefault(written.latest().name(), Map.of())));
        return all;
    }

    private FunctionRecord<T> record(Written written, Map<Version, FunctionVersion> published) {
        var entries = new ArrayList<@Nullable Entry<T>>();
        for (int number = 1; number <= written.published(); number++) {
            var version = published.get(Version.of(number));
            entries.add(version == null ? null : new Entry<T>(version, null));
        }
        var aliases =
                written.aliases().stream().collect(Collectors.toUnmodifiableMap(Alias::name, Function.identity()));
        var latest = new Entry<T>(written.latest(), null);
        return new FunctionRecord<>(latest, serving(written, latest), entries, aliases, fingerprint(written));
    }

    /// After an update that failed, what serves is described as `$LATEST` is.
    private static <T> @Nullable Entry<T> serving(Written written, Entry<T> latest) {
        if (written.serving() == null) return null;
        return latest.described().update() == UpdateStatus.IN_PROGRESS ? new Entry<>(written.serving(), null) : latest;
    }

    private static FunctionRecord.@Nullable Fingerprint fingerprint(Written written) {
        return written.lastPublished() == null || written.publishedFrom() == null
                ? null
                : new FunctionRecord.Fingerprint(written.lastPublished(), written.publishedFrom());
    }

    /// Writes what makes one state of a function the other; durable when it returns.
    void write(FunctionName name, @Nullable FunctionRecord<T> before, @Nullable FunctionRecord<T> after) {
        ledger.write(changes(name, before, after));
    }

    /// The same for what is found out again if it is lost.
    void writeSoon(FunctionName name, @Nullable FunctionRecord<T> before, @Nullable FunctionRecord<T> after) {
        var _ = ledger.writeSoon(changes(name, before, after));
    }

    private List<Change> changes(
            FunctionName name, @Nullable FunctionRecord<T> before, @Nullable FunctionRecord<T> after) {
        if (Objects.equals(before, after) || isOfHost(before == null ? after : before)) return List.of();
        var changes = new ArrayList<Change>();
        if (after == null || isOfHost(after)) changes.addAll(functions.removing(name.value()));
        else changes.addAll(functions.putting(name.value(), written(after)));
        List<@Nullable Entry<T>> old = before == null ? List.of() : before.published();
        List<@Nullable Entry<T>> now = after == null || isOfHost(after) ? List.of() : after.published();
        for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
            var was = i < old.size() ? old.get(i) : null;
            var is = i < now.size() ? now.get(i) : null;
            var id = name + "/" + (i + 1);
            if (is == null && was != null) changes.addAll(versions.removing(id));
            else if (is != null && (was == null || !isSame(was.described(), is.described())))
                changes.addAll(versions.putting(id, is.described()));
        }
        return changes;
    }

    /// A version's revision changes with all of it but its engine.
    private static boolean isSame(FunctionVersion one, FunctionVersion other) {
        return one.revisionId().equals(other.revisionId()) && one.engine().equals(other.engine());
    }

    private static boolean isOfHost(@Nullable FunctionRecord<?> function) {
        return function != null && function.latest().described().spec().code() instanceof Code.OfHost;
    }

    private static Written written(FunctionRecord<?> function) {
        var serving = function.serving();
        var last = function.lastPublished();
        return new Written(
                function.latest().described(),
                serving == null ? null : serving.described(),
                function.published().size(),
                function.aliases().values().stream()
                        .sorted(Comparator.comparing(Alias::name))
                        .toList(),
                last == null ? null : last.number(),
                last == null ? null : last.latest());
    }
}
