package dev.samovar.core.registry;

import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everything about one function at one moment. Immutable: a change makes a new one.
///
/// `latest` is `$LATEST` as it is described, `serving` what an invocation of it gets: they differ while an
/// update is under way. `published` holds version n at index n - 1, null once it was deleted; it only ever
/// grows, so numbers stay dense and are never given twice.
record FunctionRecord<T>(
        Entry<T> latest,
        @Nullable Entry<T> serving,
        List<@Nullable Entry<T>> published,
        Map<AliasName, Alias> aliases,
        @Nullable Fingerprint lastPublished) {

    /// What decides whether anything changed since the last publication.
    record Fingerprint(int number, FunctionVersion latest) {
        boolean sameAs(@Nullable Fingerprint other) {
            return other != null
                    && latest.spec().isConfiguredLike(other.latest.spec())
                    && latest.codeSha256().equals(other.latest.codeSha256())
                    && latest.layersSha256().equals(other.latest.layersSha256());
        }
    }

    static <T> FunctionRecord<T> created(Entry<T> latest) {
        return new FunctionRecord<>(latest, null, List.of(), Map.of(), null);
    }

    @Nullable
    Entry<T> published(Version version) {
        int number = version.number();
        return number <= published.size() ? published.get(number - 1) : null;
    }

    /// The entry of a version; for `$LATEST` the one that serves.
    @Nullable
    Entry<T> entry(Version version) {
        if (!version.isLatest()) return published(version);
        return serving != null ? serving : latest;
    }

    /// The entry that serves one request.
    @Nullable
    Entry<T> choose(@Nullable Qualifier qualifier, double draw) {
        if (qualifier == null) return entry(Version.LATEST);
        if (qualifier instanceof Version version) return entry(version);
        var alias = aliases.get(qualifier);
        return alias == null ? null : entry(alias.choose(draw));
    }

    FunctionRecord<T> latest(Entry<T> to) {
        return new FunctionRecord<>(to, serving, published, aliases, lastPublished);
    }

    FunctionRecord<T> settled(Entry<T> to) {
        return new FunctionRecord<>(to, to, published, aliases, lastPublished);
    }

    FunctionRecord<T> plus(Entry<T> version, Fingerprint fingerprint) {
        var more = new ArrayList<@Nullable Entry<T>>(published);
        more.add(version);
        return new FunctionRecord<>(latest, serving, more, aliases, fingerprint);
    }

    FunctionRecord<T> with(Version version, @Nullable Entry<T> entry) {
        var changed = new ArrayList<@Nullable Entry<T>>(published);
        changed.set(version.number() - 1, entry);
        return new FunctionRecord<>(latest, serving, changed, aliases, lastPublished);
    }

    /// One entry replaced by another of the same version, wherever it stands.
    FunctionRecord<T> replaced(Entry<T> from, Entry<T> to) {
        var changed = new ArrayList<@Nullable Entry<T>>(published);
        changed.replaceAll(entry -> Objects.equals(entry, from) ? to : entry);
        return new FunctionRecord<>(
                latest.equals(from) ? to : latest,
                Objects.equals(serving, from) ? to : serving,
                changed,
                aliases,
                lastPublished);
    }

    FunctionRecord<T> with(Alias alias) {
        var changed = new HashMap<>(aliases);
        changed.put(alias.name(), alias);
        return new FunctionRecord<>(latest, serving, published, Map.copyOf(changed), lastPublished);
    }

    FunctionRecord<T> without(AliasName alias) {
        var changed = new HashMap<>(aliases);
        changed.remove(alias);
        return new FunctionRecord<>(latest, serving, published, Map.copyOf(changed), lastPublished);
    }

    /// What was found written down and nothing runs yet: each entry that serves, or is to.
    List<Entry<T>> unready() {
        var all = new ArrayList<Entry<T>>();
        if (serving != null) all.add(serving);
        if (latest.described().state() == FunctionState.PENDING
                || latest.described().update() == UpdateStatus.IN_PROGRESS) all.add(latest);
        for (var entry : published)
            if (entry != null && entry.described().state() != FunctionState.FAILED) all.add(entry);
        all.removeIf(entry -> entry.runnable() != null);
        return all;
    }

    /// The one of them that this is, or null.
    @Nullable
    Entry<T> unready(FunctionVersion version) {
        return unready().stream()
                .filter(entry -> entry.described().version().equals(version.version())
                        && entry.described().revisionId().equals(version.revisionId()))
                .findFirst()
                .orElse(null);
    }

    List<Entry<T>> living() {
        var all = new ArrayList<Entry<T>>();
        all.add(serving != null ? serving : latest);
        published.stream().filter(Objects::nonNull).forEach(all::add);
        return all;
    }
}
