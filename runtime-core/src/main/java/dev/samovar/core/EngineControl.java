package dev.samovar.core;

import dev.samovar.api.Account;
import dev.samovar.api.AccountSettings;
import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.Code;
import dev.samovar.api.CodeSigningConfigs;
import dev.samovar.api.Control;
import dev.samovar.api.EventInvokeConfigs;
import dev.samovar.api.EventSourceMappings;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionUrls;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Layers;
import dev.samovar.api.Policies;
import dev.samovar.api.ProvisionedConcurrency;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RecursiveLoop;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeManagement;
import dev.samovar.api.Tags;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import dev.samovar.core.catalog.Catalog;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.governor.Governor;
import dev.samovar.core.registry.Entry;
import dev.samovar.core.registry.Refusals;
import dev.samovar.core.registry.Registry;
import dev.samovar.core.seam.Seams;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control operations: what is written is checked and unpacked at once, prepared in the background,
/// and then serves.
final class EngineControl implements Control {
    private static final Logger LOG = LoggerFactory.getLogger(EngineControl.class);

    private final Account account;
    private final Registry<Deployed> registry;
    private final Catalog catalog;
    private final Governor governor;
    private final Deployer deployer;
    private final Concurrency concurrency;
    private final Listeners listeners;
    private final Seams seams;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private volatile boolean closed;

    EngineControl(
            Account account,
            Registry<Deployed> registry,
            Catalog catalog,
            Governor governor,
            Deployer deployer,
            Concurrency concurrency,
            Listeners listeners,
            Seams seams) {
        this.account = account;
        this.listeners = listeners;
        this.registry = registry;
        this.catalog = catalog;
        this.governor = governor;
        this.deployer = deployer;
        this.concurrency = concurrency;
        this.seams = seams;
    }

    // --- functions

    @Override
    public FunctionVersion createFunction(FunctionSpec spec) {
        requireOpen();
        registry.requireNew(spec.name());
        try (var draft = deployer.draft(spec)) {
            var begun = concurrency.open(spec.name(), () -> registry.beginCreate(draft.spec(), draft.facts()));
            return prepared(begun, draft, concurrency.gate(spec.name()));
        }
    }

    @Override
    public FunctionVersion updateFunctionCode(FunctionName function, Code code, @Nullable UUID revision) {
        return update(function, spec -> spec.code(code), revision);
    }

    @Override
    public FunctionVersion updateFunctionConfiguration(
            FunctionName function, UnaryOperator<FunctionSpec> change, @Nullable UUID revision) {
        return update(function, change, revision);
    }

    @Override
    public FunctionVersion tryFunctionCode(
            FunctionName function, UnaryOperator<FunctionSpec> change, @Nullable UUID revision) {
        requireOpen();
        var before = registry.describe(FunctionRef.of(function));
        if (revision != null && !revision.equals(before.revisionId())) throw Refusals.revisionMismatch("GetFunction");
        try (var _ = deployer.draft(change.apply(before.spec()))) {
            return before;
        }
    }

    private FunctionVersion update(FunctionName function, UnaryOperator<FunctionSpec> change, @Nullable UUID revision) {
        requireOpen();
        while (true) {
            var before = registry.describe(FunctionRef.of(function));
            var gate = concurrency.gate(function);
            try (var draft = deployer.draft(change.apply(before.spec()))) {
                var begun = registry.beginUpdate(before, draft.spec(), draft.facts(), revision);
                if (begun != null) return prepared(begun, draft, gate);
            }
        }
    }

    private void requireOpen() {
        if (closed) throw new RequestRefusedException(Invoker.CLOSED);
    }

    /// Refuses to write anything from now on.
    void close() {
        closed = true;
    }

    /// Prepares what was begun in the background.
    private FunctionVersion prepared(FunctionVersion begun, Deployer.Draft draft, Gate gate) {
        var code = draft.code().again();
        inBackground(begun, () -> finish(begun, deployer.deploy(code, begun, gate)));
        return begun;
    }

    /// Makes ready what was written down before. What cannot be is described as failed, until a runtime that can is
    /// opened.
    void restore() {
        registry.functions().forEach(function -> concurrency.open(function.name(), () -> function));
        var waiting = new ConcurrentLinkedQueue<>(registry.unready());
        int most = Math.min(waiting.size(), Runtime.getRuntime().availableProcessors());
        var workers = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < most; i++)
            workers.add(CompletableFuture.runAsync(
                    () -> {
                        for (var next = waiting.poll(); next != null; next = waiting.poll()) restore(next);
                    },
                    seams.background()));
        workers.forEach(CompletableFuture::join);
        catalog.retain((function, qualifier) ->
                registry.find(FunctionRef.of(function, qualifier)).isPresent());
        concurrency.restore();
    }

    private void restore(FunctionVersion version) {
        boolean begun = version.state() == FunctionState.PENDING || version.update() == UpdateStatus.IN_PROGRESS;
        try {
            var made = deployer.redeploy(version, concurrency.gate(version.name()));
            if (begun && version.version().isLatest()) finish(version, made);
            else if (begun ? !registry.finishPublish(version, made) : !registry.ready(version, made))
                made.retire("superseded");
        } catch (RuntimeException | Error e) {
            LOG.warn("{} was written down, and cannot be made ready", version.arn(), e);
            var reason = String.valueOf(e.getMessage());
            if (!begun) registry.unfit(version, reason);
            else if (version.version().isLatest()) registry.fail(version, reason);
            else registry.failPublish(version, reason);
        }
    }

    private void finish(FunctionVersion begun, Deployed made) {
        var replaced = registry.finish(begun, made);
        if (replaced != null) replaced.retire(replaced == made ? "deleted" : "superseded");
    }

    private void inBackground(FunctionVersion begun, Runnable work) {
        seams.background().execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("{} could not be prepared", begun.arn(), e);
                if (begun.version().isLatest()) registry.fail(begun, String.valueOf(e.getMessage()));
                else registry.failPublish(begun, String.valueOf(e.getMessage()));
            } finally {
                signal();
            }
        });
    }

    private void signal() {
        lock.lock();
        try {
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public FunctionVersion awaitSettled(FunctionName function) {
        return await(FunctionRef.of(function, Version.LATEST));
    }

    /// Waits until the version is not pending and no update of it is under way.
    FunctionVersion await(FunctionRef ref) {
        lock.lock();
        try {
            while (true) {
                var now = registry.describe(ref);
                if (now.state() != FunctionState.PENDING && now.update() != UpdateStatus.IN_PROGRESS) return now;
                settled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public FunctionVersion getFunction(FunctionRef function) {
        References.requireLocal(function, account);
        return registry.describe(function);
    }

    @Override
    public Optional<FunctionVersion> find(FunctionRef function) {
        return account.refusalOf(function) == null ? registry.find(function) : Optional.empty();
    }

    @Override
    public InputStream openPackage(Code code) {
        return deployer.open(code);
    }

    @Override
    public List<FunctionVersion> listFunctions() {
        return registry.functions();
    }

    @Override
    public void deleteFunction(FunctionRef function) {
        References.requireLocal(function, account);
        var name = function.name();
        var qualifier = function.qualifier();
        if (qualifier == null) {
            concurrency.close(name, () -> registry.delete(name)).forEach(EngineControl::retire);
            catalog.forget(name);
            listeners.deleted(name);
        } else {
            var gone = concurrency.deleteVersion(name, qualifier);
            if (gone != null) {
                catalog.forget(name, qualifier);
                retire(gone);
            }
        }
        signal();
    }

    private static void retire(Entry<Deployed> entry) {
        if (entry.runnable() != null) entry.runnable().retire("deleted");
    }

    // --- versions

    @Override
    public FunctionVersion publishVersion(
            FunctionName function, @Nullable String description, @Nullable String codeSha256, @Nullable UUID revision) {
        requireOpen();
        while (true) {
            var latest = registry.latest(function);
            var from = latest.runnable();
            boolean entered = from != null && from.enter();
            try {
                var begun = registry.beginPublish(latest.described(), description, codeSha256, revision);
                if (begun == null) continue;
                if (from != null && begun.state() == FunctionState.PENDING) publish(begun, from);
                return begun;
            } finally {
                if (from != null && entered) from.leave();
            }
        }
    }

    /// Prepares the code of `$LATEST` once more, for the version that was published from it.
    private void publish(FunctionVersion begun, Deployed from) {
        var code = from.code().again();
        inBackground(begun, () -> {
            var made = deployer.deploy(code, begun, from.gate());
            if (!registry.finishPublish(begun, made)) made.retire("deleted");
        });
    }

    @Override
    public List<FunctionVersion> listVersions(FunctionName function) {
        return registry.versions(function);
    }

    // --- aliases

    @Override
    public Alias createAlias(
            FunctionName function,
            AliasName alias,
            Version version,
            Alias.@Nullable Canary canary,
            String description) {
        return registry.createAlias(function, alias, version, canary, description);
    }

    @Override
    public Alias updateAlias(
            FunctionName function, AliasName alias, UnaryOperator<Alias> change, @Nullable UUID revision) {
        return concurrency.updateAlias(function, alias, change, revision);
    }

    @Override
    public Alias getAlias(FunctionName function, AliasName alias) {
        return registry.alias(function, alias);
    }

    @Override
    public List<Alias> listAliases(FunctionName function) {
        return registry.aliases(function);
    }

    @Override
    public void deleteAlias(FunctionName function, AliasName alias) {
        concurrency.deleteAlias(function, alias);
        catalog.forget(function, alias);
    }

    // --- concurrency

    @Override
    public void putFunctionConcurrency(FunctionName function, int reserved) {
        concurrency.reserve(function, reserved);
    }

    @Override
    public OptionalInt getFunctionConcurrency(FunctionName function) {
        return concurrency.gate(function).reservation();
    }

    @Override
    public void deleteFunctionConcurrency(FunctionName function) {
        concurrency.removeReservation(function);
    }

    @Override
    public ProvisionedConcurrency putProvisionedConcurrency(FunctionName function, Qualifier qualifier, int requested) {
        return concurrency.provision(function, qualifier, requested);
    }

    @Override
    public ProvisionedConcurrency getProvisionedConcurrency(FunctionName function, Qualifier qualifier) {
        return concurrency.provisioned(function, qualifier);
    }

    @Override
    public List<ProvisionedConcurrency> listProvisionedConcurrency(FunctionName function) {
        return concurrency.allProvisioned(function);
    }

    @Override
    public void deleteProvisionedConcurrency(FunctionName function, Qualifier qualifier) {
        concurrency.delete(function, qualifier);
    }

    // --- what belongs to functions

    @Override
    public Tags tags() {
        return catalog.tags();
    }

    @Override
    public Policies policies() {
        return catalog.policies();
    }

    @Override
    public Layers layers() {
        return catalog.layers();
    }

    @Override
    public CodeSigningConfigs codeSigningConfigs() {
        return catalog.codeSigningConfigs();
    }

    @Override
    public EventSourceMappings eventSourceMappings() {
        return catalog.eventSourceMappings();
    }

    @Override
    public FunctionUrls functionUrls() {
        return catalog.functionUrls();
    }

    @Override
    public EventInvokeConfigs eventInvokeConfigs() {
        return catalog.eventInvokeConfigs();
    }

    @Override
    public RecursiveLoop getRecursionConfig(FunctionName function) {
        return catalog.recursiveLoop(function);
    }

    @Override
    public void putRecursionConfig(FunctionName function, RecursiveLoop loop) {
        catalog.recursiveLoop(function, loop);
    }

    @Override
    public RuntimeManagement getRuntimeManagement(FunctionName function, @Nullable Qualifier qualifier) {
        return catalog.runtimeManagement(function, qualifier);
    }

    @Override
    public void putRuntimeManagement(
            FunctionName function, @Nullable Qualifier qualifier, RuntimeManagement management) {
        catalog.runtimeManagement(function, qualifier, management);
    }

    // --- the account

    @Override
    public AccountSettings accountSettings() {
        return new AccountSettings(
                governor.limits().concurrency(), governor.unreserved(), registry.size(), registry.codeSize());
    }

    @Override
    public void accountConcurrency(int limit) {
        concurrency.accountLimit(limit);
    }
}
