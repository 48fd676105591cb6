package dev.samovar.core;

import static dev.samovar.core.registry.Refusals.invalid;

import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.Code;
import dev.samovar.api.Control;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionFailedException;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import dev.samovar.core.async.AsyncEvents;
import dev.samovar.core.async.Rules;
import dev.samovar.core.catalog.Archive;
import dev.samovar.core.catalog.Catalog;
import dev.samovar.core.code.Trees;
import dev.samovar.core.governor.Governor;
import dev.samovar.core.governor.Throttle;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.Pool;
import dev.samovar.core.pool.State;
import dev.samovar.core.registry.Registry;
import dev.samovar.core.seam.EpochTimeline;
import dev.samovar.core.seam.Nanos;
import dev.samovar.core.telemetry.TraceContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A function runtime in this JVM: the wiring of registry, governor and pool behind the door.
public final class Engine implements FunctionRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /// How long killed environments may take to end, extensions that are told of it among them.
    private static final Duration LAST_WAIT = Duration.ofSeconds(3);

    private final EngineOptions options;
    private final Registry<Deployed> registry;
    private final Governor governor;
    private final Pool pool;
    private final Timekeeper time;
    private final AsyncEvents events;
    private final Invoker invoker;
    private final Deployer deployer;
    private final Concurrency concurrency;
    private final Preparation preparation;
    private final EngineControl control;
    private final Listeners listeners;
    private boolean closed;

    private Engine(EngineOptions options) {
        this.options = options;
        var seams = options.seams();
        listeners = new Listeners(options.listeners());
        var timeline = new EpochTimeline(seams.clock(), seams.ticker());
        var ledger = options.store().map(Ledger::of).orElseGet(Ledger::none);
        registry = new Registry<>(options.account(), seams.clock(), seams.ids(), ledger);
        governor = new Governor(options.limits(), seams.ticker());
        pool = new Pool(seams, options.pool(), timeline::align, (environment, why) -> {
            var version = environment.version();
            if (version != null) listeners.environmentEnded(version, why);
        });
        time = new Timekeeper(options, timeline, pool);
        var books = new Books(options, time, listeners);
        var initialiser = new Initialiser(time, books, options.initLimit());
        var catalog =
                new Catalog(options.account(), registry::describe, this::archive, seams.clock(), seams.ids(), ledger);
        events = new AsyncEvents(
                seams,
                options.account(),
                options.senders(),
                options.waitingEventsLimit(),
                RequestCheck.refusalOf(Throttle.EVENTS),
                ledger,
                listeners,
                this::traceOf,
                this::attempt,
                function -> rulesOf(function, catalog),
                this::hasReservedNothing);
        invoker = new Invoker(
                options,
                registry,
                pool,
                new Sandboxes(options, time),
                time,
                books,
                initialiser,
                events::accept,
                catalog::mayLoop);
        var choice = new EngineChoice(options.bridges(), options.isolation());
        var promotion = new Promotion(registry, invoker, choice, listeners, pool::background);
        deployer = new Deployer(options, choice, pool, promotion, ledger.store());
        concurrency = new Concurrency(options.account(), registry, governor, invoker, listeners, seams.clock(), ledger);
        preparation = new Preparation(registry, deployer, seams.background());
        control = new EngineControl(
                options.account(), registry, catalog, governor, deployer, concurrency, preparation, listeners);
    }

    private Archive archive(Code layer) {
        return deployer.archive(layer);
    }

    private void attempt(UUID id, InvocationRequest request, InvocationSink sink) {
        invoker.begin(id, request, sink, Invoker.HAND_OVER);
    }

    private String traceOf(UUID id, InvocationRequest request) {
        return TraceContext.xray(
                request.traceHeader(),
                id,
                options.seams().clock().instant().getEpochSecond(),
                false,
                options.account().arnOf(request.function().name(), null).toString());
    }

    private boolean hasReservedNothing(FunctionName function) {
        return concurrency.hasReservedNothing(function);
    }

    private Rules rulesOf(FunctionRef function, Catalog catalog) {
        var version = registry.find(function);
        var deadLetters = version.map(found -> found.spec().deadLetters()).orElse("");
        return Rules.of(catalog.findEventInvokeConfig(function), deadLetters.isEmpty() ? null : deadLetters);
    }

    /// Starts an engine, which owns the bridges, the log store and the directory from here on.
    public static Engine start(EngineOptions options) {
        var engine = new Engine(options);
        try {
            engine.control.restore();
            engine.events.restore();
            return engine;
        } catch (RuntimeException | Error e) {
            engine.close(Duration.ZERO);
            throw e;
        }
    }

    // --- invoking

    @Override
    public Invocation invoke(String function, Event event, InvocationType type) {
        FunctionRef ref;
        try {
            ref = FunctionRef.parse(function);
        } catch (IllegalArgumentException e) {
            return refused(options.seams().ids().get(), References.refusalOf(function, options.account()));
        }
        return invoke(InvocationRequest.of(ref, event).type(type));
    }

    @Override
    public Invocation invoke(InvocationRequest request) {
        return answered(invoker.begin(request, null, Invoker.HAND_OVER));
    }

    @Override
    public Invocation invokeOnCaller(InvocationRequest request) {
        return answered(invoker.begin(request, null, Invoker.ON_CALLER));
    }

    private static Invocation answered(Call call) {
        return call.await()
                ? call
                : refused(
                        call.requestId(),
                        Refusal.of(500, "ServiceException", "The caller was interrupted; the invocation goes on."));
    }

    private static Invocation refused(UUID requestId, Refusal refusal) {
        return Invocation.unrun(requestId, new Refused(refusal));
    }

    @Override
    public void start(InvocationRequest request, InvocationSink sink) {
        invoker.begin(request, sink, Invoker.HAND_OVER);
    }

    @Override
    public void start(UUID requestId, InvocationRequest request, InvocationSink sink) {
        invoker.begin(requestId, request, sink, Invoker.HAND_OVER);
    }

    @Override
    public Optional<Refusal> wouldRefuse(FunctionRef function) {
        return Optional.ofNullable(invoker.wouldRefuse(function));
    }

    // --- writing

    @Override
    public FunctionVersion create(FunctionSpec spec) {
        var begun = control.createFunction(spec);
        var made = control.awaitSettled(spec.name());
        if (made.state() != FunctionState.FAILED) return made;
        control.deleteFunction(FunctionRef.of(begun.name()));
        throw invalid(made.stateReason());
    }

    @Override
    public FunctionVersion update(FunctionSpec spec) {
        control.updateFunctionConfiguration(spec.name(), _ -> spec, null);
        var made = control.awaitSettled(spec.name());
        if (made.update() == UpdateStatus.FAILED) throw invalid(made.updateReason());
        return made;
    }

    @Override
    public FunctionVersion put(FunctionSpec spec) {
        var existing = control.find(FunctionRef.of(spec.name()));
        if (existing.isEmpty()) return createUnlessThere(spec);
        var before = existing.get();
        return before.spec().isConfiguredLike(spec) && isCodeOf(before, spec) ? before : update(spec);
    }

    /// Creates the function, or puts it where another call has created it meanwhile.
    private FunctionVersion createUnlessThere(FunctionSpec spec) {
        try {
            return create(spec);
        } catch (RequestRefusedException e) {
            if (e.refusal().status() != 409) throw e;
            control.awaitSettled(spec.name());
            return put(spec);
        }
    }

    private boolean isCodeOf(FunctionVersion version, FunctionSpec spec) {
        try (var draft = deployer.draft(spec)) {
            var facts = draft.facts();
            return version.codeSha256().equals(facts.sha256())
                    && version.layersSha256().equals(facts.layersSha256());
        }
    }

    @Override
    public FunctionVersion publish(String function) {
        var name = References.function(function, options.account());
        var begun = control.publishVersion(name, null, null, null);
        var made = preparation.await(FunctionRef.of(name, begun.version()));
        if (made.state() == FunctionState.FAILED) throw invalid(made.stateReason());
        return made;
    }

    @Override
    public AliasChange alias(String function, String alias) {
        var name = References.function(function, options.account());
        var aliasName = References.checked(() -> new AliasName(alias));
        return new AliasChange() {
            @Override
            public Alias to(Version version) {
                return set(name, aliasName, version, null);
            }

            @Override
            public Alias to(Version version, Version canary, double weight) {
                return set(name, aliasName, version, References.checked(() -> new Alias.Canary(canary, weight)));
            }
        };
    }

    private Alias set(FunctionName function, AliasName alias, Version version, Alias.@Nullable Canary canary) {
        UnaryOperator<Alias> change =
                before -> new Alias(alias, version, canary, before.description(), before.revisionId());
        while (true) {
            boolean there = registry.hasAlias(function, alias);
            try {
                return there
                        ? control.updateAlias(function, alias, change, null)
                        : control.createAlias(function, alias, version, canary, "");
            } catch (RequestRefusedException e) {
                if (registry.hasAlias(function, alias) == there) throw e;
            }
        }
    }

    @Override
    public void delete(String function) {
        var ref = References.parse(function, options.account());
        if (ref.qualifier() instanceof AliasName alias) control.deleteAlias(ref.name(), alias);
        else control.deleteFunction(ref);
    }

    @Override
    public void prime(String function) {
        var ref = References.parse(function, options.account());
        while (true) {
            var refusal = invoker.wouldRefuse(ref);
            if (refusal != null) throw new RequestRefusedException(refusal);
            var entry = registry.resolve(ref, 0.0);
            if (entry != null && entry.runnable() != null && prime(entry.runnable())) return;
        }
    }

    /// Keeps an environment ready; false if the version was retired meanwhile.
    private boolean prime(Deployed deployed) {
        var shelf = deployed.pool().onDemand(null);
        if (shelf.hasIdle()) return true;
        var done = new CompletableFuture<Optional<Fault>>();
        if (!invoker.warm(deployed, shelf, fault -> done.complete(Optional.ofNullable(fault)))) return false;
        done.join().ifPresent(fault -> {
            throw new FunctionFailedException(fault);
        });
        return true;
    }

    @Override
    public Control control() {
        return control;
    }

    // --- looking and leaving

    @Override
    public boolean opensLoopback() {
        return options.opensLoopback().getAsBoolean();
    }

    @Override
    public RuntimeSnapshot snapshot() {
        long now = time.now();
        var environments = pool.environments().stream()
                .map(environment -> describe(environment, now))
                .toList();
        return new RuntimeSnapshot(
                environments,
                governor.limits().concurrency(),
                governor.inFlight(),
                governor.quarantined(),
                governor.unreservedInFlight(),
                governor.claimed(),
                events.size(),
                events.repeated(),
                concurrency.snapshot());
    }

    private static RuntimeSnapshot.Environment describe(Environment environment, long now) {
        var version = environment.version();
        var state = environment.state();
        return new RuntimeSnapshot.Environment(
                environment.id(),
                version == null ? "" : version.name() + ":" + version.version(),
                environment.bridge().engine(),
                shown(state),
                environment.provisioned(),
                Duration.ofNanos(now - environment.startedAt()));
    }

    private static EnvironmentState shown(State state) {
        return switch (state) {
            case State.Starting _ -> EnvironmentState.STARTING;
            case State.Blank _ -> EnvironmentState.BLANK;
            case State.Initialising _ -> EnvironmentState.INITIALISING;
            case State.Idle _ -> EnvironmentState.IDLE;
            case State.Busy _ -> EnvironmentState.BUSY;
            case State.Reset _ -> EnvironmentState.RESET;
            case State.Stopping _, State.Dead _ -> EnvironmentState.STOPPING;
        };
    }

    @Override
    public synchronized void close(Duration patience) {
        if (closed) return;
        closed = true;
        control.close();
        events.close();
        invoker.close();
        pool.drain();
        awaitEmpty(patience);
        pool.environments().forEach(Environment::kill);
        awaitEmpty(Duration.ofNanos(time.killGraceNanos()).plus(LAST_WAIT));
        pool.close();
        for (var bridge : options.bridges()) closed("bridge " + bridge.engine(), bridge::close);
        closed("log store", options.logs()::close);
        closed("unpacked code", deployer::close);
        options.store().ifPresent(store -> closed("store", store::close));
        removeSandboxes();
        listeners.closed();
    }

    /// What does not close is reported, so that everything else is closed.
    private static void closed(String what, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("the {} could not be closed", what, e);
        }
    }

    /// Removes what abandoned environments left, and the directory if it is temporary.
    private void removeSandboxes() {
        var leftovers =
                options.temporary() ? options.directory() : options.directory().resolve("sandboxes");
        try {
            Trees.delete(leftovers);
        } catch (IOException e) {
            LOG.warn("{} could not be removed", leftovers, e);
        }
    }

    private void awaitEmpty(Duration patience) {
        long until = System.nanoTime() + Nanos.of(patience);
        while (!pool.environments().isEmpty() && System.nanoTime() < until)
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    }
}
