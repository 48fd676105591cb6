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
import dev.samovar.api.Version;
import dev.samovar.core.catalog.Catalog;
import dev.samovar.core.governor.Governor;
import dev.samovar.core.registry.Entry;
import dev.samovar.core.registry.Refusals;
import dev.samovar.core.registry.Registry;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The control operations: what is written is checked and unpacked at once, and given to [Preparation].
final class EngineControl implements Control {
    private final Account account;
    private final Registry<Deployed> registry;
    private final Catalog catalog;
    private final Governor governor;
    private final Deployer deployer;
    private final Concurrency concurrency;
    private final Preparation preparation;
    private final Listeners listeners;
    private volatile boolean closed;

    EngineControl(
            Account account,
            Registry<Deployed> registry,
            Catalog catalog,
            Governor governor,
            Deployer deployer,
            Concurrency concurrency,
            Preparation preparation,
            Listeners listeners) {
        this.account = account;
        this.listeners = listeners;
        this.registry = registry;
        this.catalog = catalog;
        this.governor = governor;
        this.deployer = deployer;
        this.concurrency = concurrency;
        this.preparation = preparation;
    }

    // --- functions

    @Override
    public FunctionVersion createFunction(FunctionSpec spec) {
        requireOpen();
        registry.requireNew(spec.name());
        try (var draft = deployer.draft(spec)) {
            var begun = concurrency.open(spec.name(), () -> registry.beginCreate(draft.spec(), draft.facts()));
            return preparation.begin(begun, draft, concurrency.gate(spec.name()));
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
                if (begun != null) return preparation.begin(begun, draft, gate);
            }
        }
    }

    private void requireOpen() {
        if (closed) throw new RequestRefusedException(Invoker.CLOSED);
    }

    /// Makes ready what was written down before.
    void restore() {
        registry.functions().forEach(function -> concurrency.open(function.name(), () -> function));
        preparation.restore(registry.unready(), version -> concurrency.gate(version.name()));
        catalog.retain((function, qualifier) ->
                registry.find(FunctionRef.of(function, qualifier)).isPresent());
        concurrency.restore();
    }

    /// Refuses to write anything from now on.
    void close() {
        closed = true;
    }

    @Override
    public FunctionVersion awaitSettled(FunctionName function) {
        return preparation.await(FunctionRef.of(function, Version.LATEST));
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
        preparation.signal();
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
                if (from != null && begun.state() == FunctionState.PENDING) preparation.begin(begun, from);
                return begun;
            } finally {
                if (from != null && entered) from.leave();
            }
        }
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
