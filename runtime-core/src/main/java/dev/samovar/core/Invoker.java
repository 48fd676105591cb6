package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Accepted;
import dev.samovar.api.InvocationResult.DryRun;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.Refusal;
import dev.samovar.core.governor.Permit;
import dev.samovar.core.governor.Throttle;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.Pool;
import dev.samovar.core.pool.Shelf;
import dev.samovar.core.registry.Registry;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The path of an invocation: resolve, check, admit, place. Everything on the caller's thread, and nothing
/// of it waits.
final class Invoker {
    static final Refusal CLOSED = Refusal.of(503, "ServiceUnavailableException", "The runtime is closed.");

    private final Registry<Deployed> registry;
    private final Pool pool;
    private final Sandboxes sandboxes;
    private final Timekeeper time;
    private final Books books;
    private final Initialiser initialiser;
    private final Events events;
    private final Predicate<FunctionName> maySpin;
    private final RequestCheck check;
    private final DoubleSupplier draws;
    private volatile boolean closed;

    Invoker(
            EngineOptions options,
            Registry<Deployed> registry,
            Pool pool,
            Sandboxes sandboxes,
            Timekeeper time,
            Books books,
            Initialiser initialiser,
            Events events,
            Predicate<FunctionName> maySpin) {
        this.registry = registry;
        this.pool = pool;
        this.sandboxes = sandboxes;
        this.time = time;
        this.books = books;
        this.initialiser = initialiser;
        this.events = events;
        this.maySpin = maySpin;
        this.check = new RequestCheck(options.account());
        this.draws = options.seams().draws();
    }

    /// Who takes asynchronous events over.
    interface Events {
        /// Takes an event over.
        ///
        /// @param answer hears why it is not accepted, or null when it is; on any thread
        void accept(UUID id, InvocationRequest request, Consumer<@Nullable Refusal> answer);
    }

    /// How a call that has its environment gets going.
    interface Start {
        void start(Environment environment, Call call, Runnable work);
    }

    /// Hands the call to the environment's own thread.
    static final Start HAND_OVER = (environment, _, work) -> environment.execute(work);

    /// Runs the call on this thread where the engine can, else hands it over.
    static final Start ON_CALLER = (environment, _, work) -> {
        if (environment.callerRuns()) work.run();
        else environment.execute(work);
    };

    /// Begins a request. It is answered when this returns, or will be.
    Call begin(InvocationRequest request, @Nullable InvocationSink sink, Start how) {
        return begin(books.newId(), request, sink, how);
    }

    /// The same, with an id that the request has already.
    Call begin(UUID id, InvocationRequest request, @Nullable InvocationSink sink, Start how) {
        var call = new Call(id, time, books, request, sink);
        double draw = draws.getAsDouble();
        while (!begun(call, draw, how)) Thread.onSpinWait();
        return call;
    }

    /// False if the version that was chosen is retired before it could run, so that another serves the request.
    private boolean begun(Call call, double draw, Start how) {
        var request = call.request();
        var entry = registry.resolve(request.function(), draw);
        var refusal = closed ? CLOSED : check.refusalOf(request, entry);
        if (refusal == null) refusal = check.recursionOf(request, maySpin);
        if (refusal != null) {
            call.refuse(refusal);
            return true;
        }
        if (entry == null || entry.runnable() == null)
            throw new IllegalStateException("not refused, yet nothing to run");
        call.resolved(entry.described(), entry.runnable());
        return switch (request.type()) {
            case REQUEST_RESPONSE -> admit(call, how);
            case EVENT -> {
                events.accept(call.requestId(), request, why -> {
                    if (why == null) call.endWithoutRunning(new Accepted());
                    else call.refuse(why);
                });
                yield true;
            }
            case DRY_RUN -> {
                call.endWithoutRunning(new DryRun());
                yield true;
            }
        };
    }

    private boolean admit(Call call, Start how) {
        var deployed = call.deployed();
        var provisioned = deployed.provisionedFor(call.request().function().qualifier());
        return switch (deployed.gate().admit(provisioned == null ? null : provisioned.provision())) {
            case Throttle throttle -> {
                call.refuse(RequestCheck.refusalOf(throttle));
                yield true;
            }
            case Permit permit -> {
                call.admitted(permit);
                var shelf = permit.provisioned() && provisioned != null
                        ? provisioned.shelf()
                        : deployed.pool().onDemand(tenantOf(call));
                yield placed(call, shelf, how);
            }
        };
    }

    private static @Nullable String tenantOf(Call call) {
        return call.request().tenantId();
    }

    private boolean placed(Call call, Shelf shelf, Start how) {
        boolean fresh = call.request().freshEnvironment();
        var idle = fresh ? null : shelf.take(call);
        if (fresh && !shelf.isProvisioned()) shelf.retireOne("replaced by a fresh one");
        if (idle == null) return placedInNew(call, how);
        call.placed(idle);
        how.start(idle, call, idle.hasInstance() ? call : () -> initialiser.initialiseInInvoke(idle, call));
        return true;
    }

    private boolean placedInNew(Call call, Start how) {
        var deployed = call.deployed();
        if (!deployed.gate().admitStart()) {
            call.refuse(RequestCheck.refusalOf(Throttle.STARTS));
            return true;
        }
        Environment environment;
        try {
            environment = open(deployed, deployed.engine(), deployed.pool().onDemand(tenantOf(call)));
        } catch (RuntimeException | Error e) {
            books.bridgeFailed(deployed, e);
            call.refuse(Refusal.of(500, "ServiceException", "No environment could be started: " + e));
            return true;
        }
        if (environment == null) {
            call.closePermit();
            return false;
        }
        call.placed(environment);
        how.start(environment, call, () -> initialiser.coldStart(environment, call));
        return true;
    }

    /// A new environment of a version, in state `Starting`, that will wait on the shelf between requests;
    /// null if the version is retired.
    private @Nullable Environment open(Deployed deployed, Prepared on, Shelf shelf) {
        if (!deployed.enter()) return null;
        try {
            var environment = pool.open(
                    on.bridge(),
                    on.program().blankKey(),
                    deployed.version().spec().memoryMb());
            environment.bind(deployed.pool(), shelf, sandboxes.make(environment, deployed, shelf.isProvisioned()));
            return environment;
        } catch (RuntimeException | Error e) {
            deployed.leave();
            throw e;
        }
    }

    /// Whether a request for the function would be refused now; nothing is taken.
    @Nullable
    Refusal wouldRefuse(FunctionRef function) {
        var entry = registry.resolve(function, 0.0);
        var refusal = closed ? CLOSED : check.refusalOf(function, entry);
        if (refusal != null || entry == null || entry.runnable() == null) return refusal;
        var provisioned = entry.runnable().provisionedFor(function.qualifier());
        var throttle = entry.runnable().gate().wouldRefuse(provisioned == null ? null : provisioned.provision());
        return throttle == null ? null : RequestCheck.refusalOf(throttle);
    }

    /// Keeps an environment of a version ready on a shelf, initialised on its own thread.
    ///
    /// @param done hears why that failed, or null when it is ready
    /// @return false if the version is retired
    boolean warm(Deployed deployed, Shelf shelf, Consumer<@Nullable Fault> done) {
        return warm(deployed, deployed.engine(), shelf, done);
    }

    /// The same, on an engine that need not be the version's yet.
    boolean warm(Deployed deployed, Prepared on, Shelf shelf, Consumer<@Nullable Fault> done) {
        var environment = open(deployed, on, shelf);
        if (environment == null) return false;
        environment.execute(() -> initialiser.warm(environment, deployed, done));
        return true;
    }

    /// Refuses every request from now on.
    void close() {
        closed = true;
    }
}
