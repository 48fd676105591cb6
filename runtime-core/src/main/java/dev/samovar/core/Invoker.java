package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.DryRun;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.Report;
import dev.samovar.core.governor.Permit;
import dev.samovar.core.governor.Throttle;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.Pool;
import dev.samovar.core.pool.Shelf;
import dev.samovar.core.registry.Entry;
import dev.samovar.core.registry.Registry;
import dev.samovar.core.seam.EpochTimeline;
import dev.samovar.core.telemetry.EnvironmentLog;
import dev.samovar.core.telemetry.PlatformEvent;
import dev.samovar.core.telemetry.PlatformEvent.Status;
import dev.samovar.core.telemetry.TraceContext;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The path of an invocation: resolve, check, admit, place. Everything on the caller's thread, and nothing of
/// it waits.
final class Invoker {
    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);
    private static final int MEGABYTE = 1024 * 1024;

    private final EngineOptions options;
    private final Registry<Deployed> registry;
    private final Pool pool;
    private final Places places;
    private final EpochTimeline timeline;
    private final Listeners listeners;
    private final Initialiser initialiser;
    private volatile boolean closed;

    Invoker(
            EngineOptions options,
            Registry<Deployed> registry,
            Pool pool,
            EpochTimeline timeline,
            Listeners listeners) {
        this.options = options;
        this.registry = registry;
        this.pool = pool;
        this.timeline = timeline;
        this.listeners = listeners;
        this.places = new Places(options, timeline);
        this.initialiser = new Initialiser(this, options.initLimit());
    }

    /// How a call that has its environment gets going.
    interface Start {
        void start(Environment place, Call call, Runnable work);
    }

    /// Hands the call to the environment's own thread.
    static final Start HAND_OVER = (place, _, work) -> place.execute(work);

    /// Runs the call on this thread where the engine can, else hands it over.
    static final Start ON_CALLER = (place, call, work) -> {
        if (call.deployed().callerRuns()) work.run();
        else place.execute(work);
    };

    /// Begins a request. It is answered when this returns, or will be.
    Call begin(InvocationRequest request, @Nullable InvocationSink sink, Start how) {
        var call = new Call(this, request, sink, newId());
        double draw = options.seams().draws().getAsDouble();
        while (!begun(call, draw, how)) Thread.onSpinWait();
        return call;
    }

    /// False if the version that was chosen is retired before it could run, so that another serves the request.
    private boolean begun(Call call, double draw, Start how) {
        var request = call.request();
        var entry = registry.resolve(request.function(), draw);
        var refusal = refusalOf(request, entry);
        if (refusal != null) {
            call.refuse(refusal);
            return true;
        }
        if (entry == null || entry.runnable() == null)
            throw new IllegalStateException("not refused, yet nothing to run");
        call.resolved(entry.described(), entry.runnable());
        if (request.type() != InvocationType.DRY_RUN) return admit(call, how);
        call.endWithoutRunning(new DryRun());
        return true;
    }

    private boolean admit(Call call, Start how) {
        var deployed = call.deployed();
        var provisioned = deployed.provisionedFor(call.request().function().qualifier());
        return switch (deployed.gate().admit(provisioned == null ? null : provisioned.provision())) {
            case Throttle throttle -> {
                call.refuse(refusalOf(throttle));
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
        var idle = call.request().freshEnvironment() ? null : shelf.take(call);
        if (idle == null) return placedInNew(call, how);
        call.placed(idle);
        how.start(idle, call, call);
        return true;
    }

    private boolean placedInNew(Call call, Start how) {
        var deployed = call.deployed();
        if (!deployed.gate().admitStart()) {
            call.refuse(refusalOf(Throttle.STARTS));
            return true;
        }
        var place = open(deployed, deployed.pool().onDemand(tenantOf(call)));
        if (place == null) {
            call.closePermit();
            return false;
        }
        call.placed(place);
        how.start(place, call, () -> initialiser.coldStart(place, call));
        return true;
    }

    /// A new environment of a version, in state `Starting`, that will wait on the shelf between requests;
    /// null if
    /// the version is retired.
    @Nullable
    Environment open(Deployed deployed, Shelf shelf) {
        if (!deployed.enter()) return null;
        var program = deployed.program();
        var place = pool.open(
                deployed.bridge(), program.blankKey(), deployed.version().spec().memoryMb());
        place.bind(deployed.pool(), shelf, places.make(place, deployed, shelf.isProvisioned()));
        return place;
    }

    // --- refusals

    /// Whether a request for the function would be refused now; nothing is taken.
    @Nullable
    Refusal wouldRefuse(FunctionRef function) {
        var entry = registry.resolve(function, 0.0);
        var refusal = refusalOf(function, entry);
        if (refusal != null || entry == null || entry.runnable() == null) return refusal;
        var provisioned = entry.runnable().provisionedFor(function.qualifier());
        var throttle = entry.runnable().gate().wouldRefuse(provisioned == null ? null : provisioned.provision());
        return throttle == null ? null : refusalOf(throttle);
    }

    private @Nullable Refusal refusalOf(InvocationRequest request, @Nullable Entry<Deployed> entry) {
        var refusal = refusalOf(request.function(), entry);
        if (refusal != null || entry == null) return refusal;
        if (request.type() == InvocationType.EVENT)
            return Refusal.of(
                    501,
                    "NotImplemented",
                    "Asynchronous invocation is not available in this version; invoke synchronously.");
        boolean wantsTenant = entry.described().spec().tenantIsolation();
        if (wantsTenant && request.tenantId() == null)
            return Refusal.of(
                    400,
                    "InvalidParameterValueException",
                    "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try"
                            + " again.");
        if (!wantsTenant && request.tenantId() != null)
            return Refusal.of(
                    400,
                    "InvalidParameterValueException",
                    "The invoked function is not enabled with tenancy configuration. Remove the tenant ID from your request and"
                            + " try again.");
        return EventCheck.refusalOf(request.event(), request.type());
    }

    private @Nullable Refusal refusalOf(FunctionRef function, @Nullable Entry<Deployed> entry) {
        if (closed) return Refusal.of(503, "ServiceUnavailableException", "The runtime is closed.");
        var foreign = References.foreign(function, options.account());
        if (foreign != null) return foreign;
        if (entry == null) return notFound(options.account().arnOf(function.name(), function.qualifier()));
        if (entry.runnable() != null) return null;
        return entry.described().state() == FunctionState.PENDING
                ? Refusal.of(
                        409,
                        "ResourceConflictException",
                        "The operation cannot be performed at this time. The function is currently in the following state:"
                                + " Pending")
                : Refusal.of(502, "ResourceNotReadyException", entry.described().stateReason());
    }

    static Refusal notFound(FunctionArn function) {
        return Refusal.of(404, "ResourceNotFoundException", "Function not found: " + function);
    }

    private static Refusal refusalOf(Throttle throttle) {
        return new Refusal(429, "TooManyRequestsException", "Rate Exceeded.", throttle.reason(), throttle.retryAfter());
    }

    /// Refuses every request from now on.
    void close() {
        closed = true;
    }

    // --- what a call needs of its surroundings

    Listeners listeners() {
        return listeners;
    }

    Initialiser initialiser() {
        return initialiser;
    }

    long now() {
        return options.seams().ticker().getAsLong();
    }

    long millisAt(long nanos) {
        return timeline.millisAt(nanos);
    }

    void watch(long deadline) {
        pool.watch(deadline);
    }

    long killGraceNanos() {
        return options.killGrace().toNanos();
    }

    boolean deadlinesPaused() {
        return options.deadlinesPaused();
    }

    /// Looks at the size of an environment's `/tmp` now and then, in the background.
    void watchStorage(Environment place, long now) {
        var sandbox = (Place) place.sandbox();
        if (sandbox.isStorageDue(now)) options.seams().background().execute(sandbox::checkStorage);
    }

    UUID newId() {
        return options.seams().ids().get();
    }

    EnvironmentLog log(Environment place) {
        return ((Place) place.sandbox()).environmentLog();
    }

    void logInitStart(Environment place, Deployed deployed) {
        log(place)
                .platform(new PlatformEvent.InitStart(
                        millisAt(now()), deployed.version(), place.sandbox().initializationType(), "init"));
    }

    void logStart(Environment place, Call call) {
        log(place)
                .platform(new PlatformEvent.Start(
                        millisAt(call.startedAt()), call.deployed().version(), call.requestId()));
    }

    void logEnd(Environment place, Call call, Report report, @Nullable Fault fault) {
        var log = log(place);
        var version = call.deployed().version();
        long at = millisAt(call.startedAt() + report.duration().toNanos());
        var status = statusOf(fault);
        var broken = fault != null && fault.kind() != Fault.Kind.HANDLER && status != Status.TIMEOUT ? fault : null;
        if (broken != null)
            log.platform(new PlatformEvent.RuntimeError(
                    at, version, call.requestId(), broken.errorType(), withoutRequestId(broken.errorMessage())));
        log.platform(
                new PlatformEvent.End(at, version, call.requestId(), status, report),
                new PlatformEvent.Reported(
                        at, version, call.requestId(), report, status, broken == null ? null : broken.errorType()));
    }

    private static Status statusOf(@Nullable Fault fault) {
        if (fault == null) return Status.SUCCESS;
        return fault.kind() == Fault.Kind.TIMEOUT ? Status.TIMEOUT : Status.ERROR;
    }

    private static String withoutRequestId(String message) {
        int at = message.indexOf(" Error: ");
        return message.startsWith("RequestId: ") && at > 0 ? message.substring(at + " Error: ".length()) : message;
    }

    Report reportOf(Environment place, Call call, Duration duration, @Nullable Duration init) {
        int memory = call.deployed().version().spec().memoryMb();
        long used = place.hasInstance() ? place.instance().maxMemoryUsed() : -1;
        return used < 0
                ? new Report(duration, init, memory, 0, "not measured", 0)
                : new Report(
                        duration,
                        init,
                        memory,
                        (int) Math.max(1, used / MEGABYTE),
                        place.instance().memoryMeasure(),
                        0);
    }

    String arnAsInvoked(FunctionVersion version, @Nullable Qualifier qualifier) {
        var arn = version.arn();
        return (qualifier == null ? arn.unqualified() : arn.qualified(qualifier)).toString();
    }

    String traceHeader(Call call) {
        return TraceContext.xray(call.request().traceHeader(), call.requestId(), millisAt(call.startedAt()) / 1000);
    }

    void sinkFailed(UUID requestId, Throwable error) {
        LOG.warn("the sink of request {} failed when it was told the answer", requestId, error);
    }

    void bridgeFailed(Deployed deployed, Throwable error) {
        LOG.error(
                "the bridge {} failed while it ran {}",
                deployed.bridge().engine(),
                deployed.version().arn(),
                error);
    }
}
