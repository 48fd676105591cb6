package dev.samovar.core.catalog;

import dev.samovar.api.Account;
import dev.samovar.api.Code;
import dev.samovar.api.CodeSigningConfigs;
import dev.samovar.api.EventInvokeConfig;
import dev.samovar.api.EventInvokeConfigs;
import dev.samovar.api.EventSourceMappings;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionUrls;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Layers;
import dev.samovar.api.Policies;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RecursiveLoop;
import dev.samovar.api.RuntimeManagement;
import dev.samovar.api.Tags;
import dev.samovar.api.Version;
import dev.samovar.core.ledger.Ledger;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What belongs to functions, of all kinds. It goes with them.
public final class Catalog {
    private final Functions functions;
    private final TagCatalog tags;
    private final PolicyCatalog policies;
    private final LayerCatalog layers;
    private final CodeSigningCatalog codeSigning;
    private final EventSourceCatalog eventSources;
    private final UrlCatalog urls;
    private final EventInvokeCatalog eventInvokes;
    private final PerQualifier<RecursiveLoop> loops;
    private final PerQualifier<RuntimeManagement> runtimes;

    /// @param describe finds what a reference means, or refuses it with Lambda's error
    /// @param archiver keeps the archive of a layer; refuses what no function could have
    /// @param ids gives revisions and names
    /// @param ledger where everything is written down
    public Catalog(
            Account account,
            Function<FunctionRef, FunctionVersion> describe,
            Function<Code, Archive> archiver,
            InstantSource clock,
            Supplier<UUID> ids,
            Ledger ledger) {
        functions = new Functions(account, describe);
        var otherTags = new ResourceTags(this::isResource, ledger);
        tags = new TagCatalog(functions, otherTags, ledger);
        policies = new PolicyCatalog(functions, ids, ledger);
        layers = new LayerCatalog(account, archiver, clock, ids, ledger);
        codeSigning = new CodeSigningCatalog(functions, clock, ids, ledger, otherTags::forget);
        eventSources = new EventSourceCatalog(functions, clock, ids, ledger, otherTags::forget);
        urls = new UrlCatalog(functions, clock, ids, ledger);
        eventInvokes = new EventInvokeCatalog(functions, clock, ledger);
        loops = new PerQualifier<>(ledger.records("recursion", RecursiveLoop.class));
        runtimes = new PerQualifier<>(ledger.records("runtime-management", RuntimeManagement.class));
    }

    /// Whether it is the ARN of something that is no function and can have tags.
    private boolean isResource(String arn) {
        return codeSigning.has(arn) || eventSources.has(arn);
    }

    /// The tags of functions.
    public Tags tags() {
        return tags;
    }

    /// The resource policies.
    public Policies policies() {
        return policies;
    }

    /// The layers.
    public Layers layers() {
        return layers;
    }

    /// Who may sign the code of functions.
    public CodeSigningConfigs codeSigningConfigs() {
        return codeSigning;
    }

    /// What feeds functions from queues and streams.
    public EventSourceMappings eventSourceMappings() {
        return eventSources;
    }

    /// The function URLs.
    public FunctionUrls functionUrls() {
        return urls;
    }

    /// What becomes of asynchronous events.
    public EventInvokeConfigs eventInvokeConfigs() {
        return eventInvokes;
    }

    /// What becomes of asynchronous events of exactly this function or qualifier, null for the defaults.
    public @Nullable EventInvokeConfig findEventInvokeConfig(FunctionRef function) {
        return eventInvokes.find(function.name(), function.qualifier());
    }

    /// What is done when a function calls itself.
    public RecursiveLoop recursiveLoop(FunctionName function) {
        functions.require(function, null);
        return Objects.requireNonNullElse(loops.get(function, Version.LATEST), RecursiveLoop.TERMINATE);
    }

    /// Whether a function may call itself for ever; not if it is not there.
    public boolean mayLoop(FunctionName function) {
        return loops.get(function, Version.LATEST) == RecursiveLoop.ALLOW;
    }

    /// Changes what is done when a function calls itself.
    public void recursiveLoop(FunctionName function, RecursiveLoop loop) {
        loops.change(function, Version.LATEST, _ -> {
            functions.require(function, null);
            return loop;
        });
    }

    /// When a function or version gets another version of its runtime.
    public RuntimeManagement runtimeManagement(FunctionName function, @Nullable Qualifier qualifier) {
        functions.require(function, qualifier);
        return Objects.requireNonNullElse(
                runtimes.get(function, PerQualifier.orLatest(qualifier)), RuntimeManagement.AUTO);
    }

    /// Changes when a function or version gets another version of its runtime.
    public void runtimeManagement(FunctionName function, @Nullable Qualifier qualifier, RuntimeManagement management) {
        runtimes.change(function, PerQualifier.orLatest(qualifier), _ -> {
            functions.require(function, qualifier);
            return management;
        });
    }

    /// A function was deleted.
    public void forget(FunctionName function) {
        tags.forget(function);
        policies.forget(function);
        urls.forget(function);
        eventInvokes.forget(function);
        codeSigning.forget(function);
        loops.forget(function);
        runtimes.forget(function);
    }

    /// Forgets what was written down for functions, versions and aliases that are not there: a host ended while they
    /// were deleted, or they were handlers of its own.
    ///
    /// @param there whether a function has such a version or alias
    public void retain(BiPredicate<FunctionName, Qualifier> there) {
        BiPredicate<FunctionName, Qualifier> function = (name, _) -> there.test(name, Version.LATEST);
        tags.retain(function);
        policies.retain(there);
        urls.retain(function);
        eventInvokes.retain(there);
        codeSigning.retain(name -> there.test(name, Version.LATEST));
        loops.retain(function);
        runtimes.retain(there);
    }

    /// A version or an alias was deleted.
    public void forget(FunctionName function, Qualifier qualifier) {
        policies.forget(function, qualifier);
        eventInvokes.forget(function, qualifier);
        runtimes.forget(function, qualifier);
    }
}
