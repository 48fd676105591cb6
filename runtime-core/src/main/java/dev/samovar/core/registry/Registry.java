package dev.samovar.core.registry;

import dev.samovar.api.Account;
import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import dev.samovar.core.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The versioned registry of functions.
///
/// 1. A change of a function replaces its record as a whole; changes of one function happen one after another.
/// 2. Readers see one record and take no lock; resolving a parsed reference allocates nothing.
/// 3. Writing is done in two steps, begin and finish, with the slow work between them outside the registry:
///    meanwhile a new function is `PENDING`, and an updated one is `IN_PROGRESS` and serves its old code.
/// 4. Version numbers are dense, begin at 1, and are never given twice.
/// 5. Every write gives a new revision id, and so does the end of an update.
/// 6. A write is written down before it is seen. That it ended is written down soon: if that is lost, it ends again
///    when the registry is opened again.
///
/// Every method throws [dev.samovar.api.RequestRefusedException] for what Lambda refuses.
///
/// @param <T> what runs a version, made by whoever wires the registry
public final class Registry<T> {
    /// Lambda says so of updates too.
    private static final String UNDER_WAY = "The function is being created.";

    private final ConcurrentHashMap<FunctionName, FunctionRecord<T>> functions = new ConcurrentHashMap<>();
    private final Account account;
    private final InstantSource clock;
    private final Supplier<UUID> revisions;
    private final FunctionRecords<T> records;

    /// One that writes nothing down.
    ///
    /// @param account where all functions live
    public Registry(Account account, InstantSource clock, Supplier<UUID> revisions) {
        this(account, clock, revisions, Ledger.none());
    }

    /// One that begins with what was written down.
    ///
    /// @param account where all functions live
    /// @param ledger where everything is written down
    public Registry(Account account, InstantSource clock, Supplier<UUID> revisions, Ledger ledger) {
        this.account = account;
        this.clock = clock;
        this.revisions = revisions;
        this.records = new FunctionRecords<>(ledger);
        functions.putAll(records.found());
    }

    // --- reading

    /// The entry that serves one request, or null if there is none.
    ///
    /// @param draw lies in `[0, 1)` and decides between the two versions of a weighted alias
    public @Nullable Entry<T> resolve(FunctionRef ref, double draw) {
        var function = functions.get(ref.name());
        return function == null ? null : function.choose(ref.qualifier(), draw);
    }

    /// The version a reference means, as it is described.
    public FunctionVersion describe(FunctionRef ref) {
        var found = find(ref);
        if (found.isPresent()) return found.get();
        if (ref.qualifier() instanceof AliasName alias && functions.containsKey(ref.name()))
            throw Refusals.aliasNotFound(account.arnOf(ref.name(), null), alias);
        throw Refusals.functionNotFound(account.arnOf(ref.name(), ref.qualifier()));
    }

    /// The version a reference means, as it is described, if there is one.
    public Optional<FunctionVersion> find(FunctionRef ref) {
        var function = functions.get(ref.name());
        if (function == null) return Optional.empty();
        var version = switch (ref.qualifier()) {
            case null -> Version.LATEST;
            case Version number -> number;
            case AliasName name -> {
                var alias = function.aliases().get(name);
                yield alias == null ? null : alias.version();
            }
        };
        if (version == null) return Optional.empty();
        var entry = version.isLatest() ? function.latest() : function.published(version);
        return Optional.ofNullable(entry).map(Entry::shown);
    }

    /// The entry of `$LATEST`.
    public Entry<T> latest(FunctionName name) {
        return existing(name).latest();
    }

    /// Refuses a name that is taken.
    public void requireNew(FunctionName name) {
        if (functions.containsKey(name)) throw Refusals.functionExists(account.arnOf(name, null));
    }

    /// `$LATEST` of every function, by name.
    public List<FunctionVersion> functions() {
        return functions.values().stream()
                .map(function -> function.latest().shown())
                .sorted(Comparator.comparing(FunctionVersion::name))
                .toList();
    }

    /// How many functions there are.
    public int size() {
        return functions.size();
    }

    /// `$LATEST`, then the published versions in order.
    public List<FunctionVersion> versions(FunctionName name) {
        var function = existing(name);
        var all = new ArrayList<FunctionVersion>();
        all.add(function.latest().shown());
        for (var entry : function.published()) if (entry != null) all.add(entry.shown());
        return all;
    }

    /// The bytes of the packages of all functions and versions.
    public long codeSize() {
        return functions.values().stream()
                .flatMap(function -> function.living().stream())
                .mapToLong(entry -> entry.described().codeSize())
                .sum();
    }

    // --- functions

    /// Begins a function.
    ///
    /// @param code what is known of its package
    public FunctionVersion beginCreate(FunctionSpec spec, CodeFacts code) {
        var described = new FunctionVersion(
                spec,
                Version.LATEST,
                account.arnOf(spec.name(), Version.LATEST),
                FunctionState.PENDING,
                UNDER_WAY,
                UpdateStatus.NONE,
                "",
                revisions.get(),
                code.sha256(),
                code.layersSha256(),
                code.size(),
                now(),
                code.engine(),
                code.reason());
        functions.compute(spec.name(), (name, before) -> {
            if (before != null) throw Refusals.functionExists(account.arnOf(name, null));
            var created = FunctionRecord.<T>created(new Entry<>(described, null));
            records.write(name, null, created);
            return created;
        });
        return described;
    }

    /// Begins an update of `$LATEST`, or answers null if another write came between.
    ///
    /// @param before what the update was made from
    /// @param revision the revision that must be the current one, if the caller named one
    public @Nullable FunctionVersion beginUpdate(
            FunctionVersion before, FunctionSpec spec, CodeFacts code, @Nullable UUID revision) {
        if (!spec.name().equals(before.name())) throw Refusals.otherName(before.name(), spec.name());
        var begun = new Outcome<FunctionVersion>(null);
        change(before.name(), function -> {
            var now = settled(function, before.name());
            requireRevision(revision, now.revisionId(), "GetFunction");
            if (!now.revisionId().equals(before.revisionId())) return function;
            begun.value = new FunctionVersion(
                    spec,
                    Version.LATEST,
                    now.arn(),
                    FunctionState.ACTIVE,
                    "",
                    UpdateStatus.IN_PROGRESS,
                    UNDER_WAY,
                    revisions.get(),
                    code.sha256(),
                    code.layersSha256(),
                    code.size(),
                    now(),
                    code.engine(),
                    code.reason());
            return function.latest(new Entry<>(begun.value, null));
        });
        return begun.value;
    }

    /// Ends a create or an update of `$LATEST` that went well: what it made serves from now on. Answers what
    /// served before, or null; the caller retires it. If the function was deleted meanwhile, nothing changes
    /// and the answer is `runnable` itself.
    public @Nullable T finish(FunctionVersion begun, T runnable) {
        var replaced = new Outcome<T>(runnable);
        changeSoon(begun.name(), function -> {
            var now = function.latest().described();
            if (!now.revisionId().equals(begun.revisionId())) return function;
            replaced.value =
                    function.serving() == null ? null : function.serving().runnable();
            return function.settled(
                    new Entry<>(with(now, FunctionState.ACTIVE, "", UpdateStatus.SUCCESSFUL, ""), runnable));
        });
        return replaced.value;
    }

    /// Ends a create or an update of `$LATEST` that failed: a new function is `FAILED`, an updated one serves
    /// its old code.
    public void fail(FunctionVersion begun, String reason) {
        changeSoon(begun.name(), function -> {
            var now = function.latest().described();
            if (!now.revisionId().equals(begun.revisionId())) return function;
            var failed = function.serving() == null
                    ? with(now, FunctionState.FAILED, reason, UpdateStatus.NONE, "")
                    : with(function.serving().described(), FunctionState.ACTIVE, "", UpdateStatus.FAILED, reason);
            var runnable =
                    function.serving() == null ? null : function.serving().runnable();
            var unfit = function.serving() == null ? null : function.serving().unfit();
            return function.latest(new Entry<>(failed, runnable, unfit));
        });
    }

    /// Deletes a function. Answers the entries it had, for the caller to retire.
    public List<Entry<T>> delete(FunctionName name) {
        var removed = new ArrayList<Entry<T>>();
        functions.compute(name, (_, function) -> {
            if (function == null) throw Refusals.functionNotFound(account.arnOf(name, null));
            records.write(name, function, null);
            removed.addAll(function.living());
            return null;
        });
        return removed;
    }

    /// Deletes one version. Answers its entry, or null if there was none.
    public @Nullable Entry<T> delete(FunctionName name, Qualifier qualifier) {
        var removed = new Outcome<Entry<T>>(null);
        change(name, function -> {
            if (!(qualifier instanceof Version version)) throw Refusals.deleteByAlias();
            if (version.isLatest()) throw Refusals.latestNotDeletable();
            removed.value = function.published(version);
            if (removed.value == null) return function;
            var aliases = function.aliases().values().stream()
                    .filter(alias -> alias.pointsTo(version))
                    .map(Alias::name)
                    .sorted()
                    .toList();
            if (!aliases.isEmpty()) throw Refusals.versionInUse(aliases);
            return function.with(version, null);
        });
        return removed.value;
    }

    // --- versions

    /// Begins to publish `$LATEST`: the answer is a new version in state `PENDING`, or the last one if nothing
    /// changed since, or null if another write came between.
    ///
    /// @param before `$LATEST` as it is to be published
    public @Nullable FunctionVersion beginPublish(
            FunctionVersion before,
            @Nullable String description,
            @Nullable String codeSha256,
            @Nullable UUID revision) {
        var name = before.name();
        var answer = new Outcome<FunctionVersion>(null);
        change(name, function -> {
            var latest = settled(function, name);
            if (function.latest().shown().state() == FunctionState.FAILED) throw Refusals.inState(FunctionState.FAILED);
            requireRevision(revision, latest.revisionId(), "GetFunction");
            if (codeSha256 != null && !codeSha256.equals(latest.codeSha256()))
                throw Refusals.codeMismatch(codeSha256, latest.codeSha256());
            if (!latest.revisionId().equals(before.revisionId())) return function;
            var last = function.lastPublished();
            var number = function.published().size() + 1;
            var fingerprint = new FunctionRecord.Fingerprint(number, latest);
            var existing = last == null ? null : function.published(Version.of(last.number()));
            if (existing != null && fingerprint.sameAs(last)) {
                answer.value = existing.described();
                return function;
            }
            var version = Version.of(number);
            var spec = description == null ? latest.spec() : latest.spec().description(description);
            var published = new FunctionVersion(
                    spec,
                    version,
                    latest.arn().qualified(version),
                    FunctionState.PENDING,
                    UNDER_WAY,
                    UpdateStatus.NONE,
                    "",
                    revisions.get(),
                    latest.codeSha256(),
                    latest.layersSha256(),
                    latest.codeSize(),
                    now(),
                    latest.engine(),
                    latest.engineReason());
            answer.value = published;
            var touched = with(latest, latest.state(), latest.stateReason(), latest.update(), latest.updateReason());
            return function.settled(new Entry<>(touched, function.latest().runnable()))
                    .plus(new Entry<>(published, null), fingerprint);
        });
        return answer.value;
    }

    /// Ends the publication of a version: it can be invoked from now on. False if it was deleted meanwhile.
    public boolean finishPublish(FunctionVersion begun, T runnable) {
        return settlePublished(
                begun, new Entry<>(with(begun, FunctionState.ACTIVE, "", UpdateStatus.SUCCESSFUL, ""), runnable));
    }

    /// Ends the publication of a version that could not be made ready.
    public void failPublish(FunctionVersion begun, String reason) {
        settlePublished(begun, new Entry<>(with(begun, FunctionState.FAILED, reason, UpdateStatus.NONE, ""), null));
    }

    private boolean settlePublished(FunctionVersion begun, Entry<T> entry) {
        var settled = new Outcome<>(false);
        changeSoon(begun.name(), function -> {
            var current = function.published(begun.version());
            if (current == null || !current.described().revisionId().equals(begun.revisionId())) return function;
            settled.value = true;
            return function.with(begun.version(), entry);
        });
        return Boolean.TRUE.equals(settled.value);
    }

    /// Notes that a version runs on another engine from now on. That is no write: its revision stays.
    ///
    /// @param runnable what runs it, and did before
    /// @return the version as it is described now, if it still is there
    public Optional<FunctionVersion> onEngine(FunctionVersion version, T runnable, String engine, String reason) {
        var changed = new Outcome<FunctionVersion>(null);
        changeSoon(version.name(), function -> {
            var entry = function.entry(version.version());
            if (entry == null || !runnable.equals(entry.runnable())) return function;
            changed.value = Redescribed.onEngine(entry.described(), engine, reason);
            return function.replaced(entry, new Entry<>(changed.value, runnable));
        });
        return Optional.ofNullable(changed.value);
    }

    // --- what was written down

    /// What was found when the registry was opened and cannot run yet: each version that serves, or is to.
    public List<FunctionVersion> unready() {
        return functions.values().stream()
                .flatMap(function -> function.unready().stream())
                .map(Entry::described)
                .toList();
    }

    /// Notes what runs a version that was found. False if it is not there any more.
    public boolean ready(FunctionVersion version, T runnable) {
        var noted = new Outcome<>(false);
        functions.computeIfPresent(version.name(), (_, function) -> {
            var entry = function.unready(version);
            if (entry == null) return function;
            noted.value = true;
            return function.replaced(entry, new Entry<>(entry.described(), runnable));
        });
        return Boolean.TRUE.equals(noted.value);
    }

    /// Notes that a version that was found cannot run in this process. Nothing of that is written down.
    public void unfit(FunctionVersion version, String reason) {
        functions.computeIfPresent(version.name(), (_, function) -> {
            var entry = function.unready(version);
            return entry == null ? function : function.replaced(entry, new Entry<>(entry.described(), null, reason));
        });
    }

    // --- aliases

    /// Creates an alias.
    public Alias createAlias(
            FunctionName name, AliasName alias, Version version, Alias.@Nullable Canary canary, String description) {
        return alias(
                change(name, function -> {
                    if (function.aliases().containsKey(alias))
                        throw Refusals.aliasExists(account.arnOf(name, null), alias);
                    return function.with(checked(
                            name, function, () -> new Alias(alias, version, canary, description, revisions.get())));
                }),
                name,
                alias);
    }

    /// Changes an alias; its revision id is set here.
    public Alias updateAlias(FunctionName name, AliasName alias, UnaryOperator<Alias> change, @Nullable UUID revision) {
        return alias(
                change(name, function -> {
                    var before = function.aliases().get(alias);
                    if (before == null) throw Refusals.aliasToUpdateNotFound(account.arnOf(name, null), alias);
                    requireRevision(revision, before.revisionId(), "GetAlias");
                    return function.with(checked(name, function, () -> {
                        var after = change.apply(before);
                        return new Alias(alias, after.version(), after.canary(), after.description(), revisions.get());
                    }));
                }),
                name,
                alias);
    }

    /// The alias.
    public Alias alias(FunctionName name, AliasName alias) {
        return alias(existing(name), name, alias);
    }

    /// Whether the function has such an alias.
    public boolean hasAlias(FunctionName name, AliasName alias) {
        return existing(name).aliases().containsKey(alias);
    }

    /// The aliases of a function, by name.
    public List<Alias> aliases(FunctionName name) {
        return existing(name).aliases().values().stream()
                .sorted(Comparator.comparing(Alias::name))
                .toList();
    }

    /// Deletes an alias, if there is one.
    public void deleteAlias(FunctionName name, AliasName alias) {
        change(name, function -> function.without(alias));
    }

    private Alias alias(FunctionRecord<T> function, FunctionName name, AliasName alias) {
        var found = function.aliases().get(alias);
        if (found == null) throw Refusals.aliasNotFound(account.arnOf(name, null), alias);
        return found;
    }

    private Alias checked(FunctionName name, FunctionRecord<T> function, Supplier<Alias> make) {
        try {
            var alias = make.get();
            requireVersion(name, function, alias.version());
            if (alias.canary() != null)
                requireVersion(name, function, alias.canary().version());
            return alias;
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void requireVersion(FunctionName name, FunctionRecord<T> function, Version version) {
        if (!version.isLatest() && function.published(version) == null)
            throw Refusals.functionNotFound(account.arnOf(name, version));
    }

    // --- common

    /// What a change of a record answers beside the record.
    private static final class Outcome<V> {
        private @Nullable V value;

        Outcome(@Nullable V value) {
            this.value = value;
        }
    }

    private FunctionRecord<T> existing(FunctionName name) {
        var function = functions.get(name);
        if (function == null) throw Refusals.functionNotFound(account.arnOf(name, null));
        return function;
    }

    private FunctionRecord<T> change(FunctionName name, UnaryOperator<FunctionRecord<T>> step) {
        var changed = functions.computeIfPresent(name, (_, function) -> {
            var after = step.apply(function);
            records.write(name, function, after);
            return after;
        });
        if (changed == null) throw Refusals.functionNotFound(account.arnOf(name, null));
        return changed;
    }

    /// The same for how something ended, which is no write of its own.
    private void changeSoon(FunctionName name, UnaryOperator<FunctionRecord<T>> step) {
        functions.computeIfPresent(name, (_, function) -> {
            var after = step.apply(function);
            records.writeSoon(name, function, after);
            return after;
        });
    }

    private FunctionVersion settled(FunctionRecord<T> function, FunctionName name) {
        var latest = function.latest().described();
        if (latest.state() == FunctionState.PENDING) throw Refusals.inState(FunctionState.PENDING);
        if (latest.update() == UpdateStatus.IN_PROGRESS) throw Refusals.updateInProgress(account.arnOf(name, null));
        return latest;
    }

    private static void requireRevision(@Nullable UUID wanted, UUID current, String operation) {
        if (wanted != null && !wanted.equals(current)) throw Refusals.revisionMismatch(operation);
    }

    private FunctionVersion with(
            FunctionVersion version,
            FunctionState state,
            String stateReason,
            UpdateStatus update,
            String updateReason) {
        return Redescribed.as(version, state, stateReason, update, updateReason, revisions.get());
    }

    private Instant now() {
        return clock.instant();
    }
}
