package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Report;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.telemetry.EnvironmentLog;
import dev.samovar.core.telemetry.PlatformEvent;
import dev.samovar.core.telemetry.PlatformEvent.Status;
import dev.samovar.core.telemetry.TraceContext;
import dev.samovar.spi.Capacity;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the books of invocations and initialisations: the platform's log lines, reports, and
/// what listeners hear.
final class Books {
    private static final Logger LOG = LoggerFactory.getLogger(Books.class);
    private static final int MEGABYTE = 1024 * 1024;

    private final Timekeeper time;
    private final Listeners listeners;
    private final Supplier<UUID> ids;
    private final Executor background;

    Books(EngineOptions options, Timekeeper time, Listeners listeners) {
        this.time = time;
        this.listeners = listeners;
        this.ids = options.seams().ids();
        this.background = options.seams().background();
    }

    Listeners listeners() {
        return listeners;
    }

    UUID newId() {
        return ids.get();
    }

    static EnvironmentLog log(Environment environment) {
        return ((LocalSandbox) environment.sandbox()).environmentLog();
    }

    // --- initialisations

    void initBegins(Environment environment, Deployed deployed) {
        log(environment)
                .platform(new PlatformEvent.InitStart(
                        time.millisAt(time.now()),
                        deployed.version(),
                        environment.sandbox().initializationType(),
                        "init"));
    }

    /// @param phase `init`, or `invoke` when it was done again inside an invocation
    void initEnded(
            Environment environment,
            Deployed deployed,
            String phase,
            long begun,
            Status status,
            @Nullable Fault fault) {
        long now = time.now();
        var took = Duration.ofNanos(now - begun);
        listeners.initialised(deployed.version(), took, fault);
        var type = environment.sandbox().initializationType();
        long at = time.millisAt(now);
        var errorType = fault == null || status == Status.TIMEOUT ? null : fault.errorType();
        log(environment).platform(new PlatformEvent.InitDone(at, deployed.version(), type, phase, status, errorType));
        var report = new PlatformEvent.InitReport(at, deployed.version(), type, phase, took, status, errorType);
        if (status == Status.SUCCESS && !environment.provisioned())
            log(environment).tellListener(report);
        else log(environment).platform(report);
    }

    // --- invocations

    void begins(Environment environment, Call call) {
        var log = log(environment);
        log.platform(new PlatformEvent.Start(
                time.millisAt(call.startedAt()), call.deployed().version(), call.requestId(), origin(log, call)));
        listeners.started(call.version(), call.request().function().qualifier(), call.requestId(), capacityOf(call));
    }

    /// Writes the last lines of an invocation and answers its report; [#ended] tells the listeners.
    Report close(Environment environment, Call call, InvocationResult result, long end, @Nullable Duration init) {
        var report = reportOf(environment, call, Duration.ofNanos(end - call.startedAt()), init);
        var log = log(environment);
        var version = call.deployed().version();
        var fault = faultOf(result);
        long at = time.millisAt(end);
        var status = statusOf(fault);
        var broken = fault != null && fault.kind() != Fault.Kind.HANDLER && status != Status.TIMEOUT ? fault : null;
        if (broken != null)
            log.platform(new PlatformEvent.RuntimeError(
                    at, version, call.requestId(), broken.errorType(), withoutRequestId(broken.errorMessage())));
        var errorType = broken == null ? null : broken.errorType();
        log.platform(
                new PlatformEvent.End(
                        at,
                        version,
                        call.requestId(),
                        status,
                        errorType,
                        report,
                        call.producedBytes(result),
                        origin(log, call)),
                new PlatformEvent.Reported(
                        at,
                        version,
                        call.requestId(),
                        report,
                        status,
                        errorType,
                        version.spec().tracing() ? traceHeader(call) : null));
        return report;
    }

    void ended(Call call, InvocationResult result, Report report) {
        listeners.ended(
                call.version(),
                call.request().function().qualifier(),
                call.requestId(),
                report,
                faultOf(result),
                capacityOf(call));
    }

    private PlatformEvent.@Nullable Origin origin(EnvironmentLog log, Call call) {
        return log.isHeard()
                ? new PlatformEvent.Origin(traceHeader(call), call.request().tenantId())
                : null;
    }

    private static @Nullable Fault faultOf(InvocationResult result) {
        return result instanceof Failed(var fault) ? fault : null;
    }

    private static Capacity capacityOf(Call call) {
        if (call.permit().provisioned()) return Capacity.PROVISIONED;
        boolean wasProvisioned =
                call.deployed().provisionedFor(call.request().function().qualifier()) != null;
        return wasProvisioned ? Capacity.SPILLOVER : Capacity.ON_DEMAND;
    }

    private static Status statusOf(@Nullable Fault fault) {
        if (fault == null) return Status.SUCCESS;
        return fault.kind() == Fault.Kind.TIMEOUT ? Status.TIMEOUT : Status.ERROR;
    }

    private static String withoutRequestId(String message) {
        int at = message.indexOf(" Error: ");
        return message.startsWith("RequestId: ") && at > 0 ? message.substring(at + " Error: ".length()) : message;
    }

    /// What a bridge that fails when it is asked is told as not measured.
    private static Report reportOf(Environment environment, Call call, Duration duration, @Nullable Duration init) {
        int memory = call.deployed().version().spec().memoryMb();
        try {
            long used = environment.hasInstance() ? environment.instance().maxMemoryUsed() : -1;
            if (used >= 0) {
                int megabytes = (int) Math.max(1, used / MEGABYTE);
                var measure = environment.instance().memoryMeasure();
                return new Report(duration, init, memory, megabytes, measure, 0);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("the memory of environment {} could not be measured", environment.id(), e);
        }
        return new Report(duration, init, memory, 0, "not measured", 0);
    }

    /// The X-Ray header of an invocation.
    String traceHeader(Call call) {
        return TraceContext.xray(
                call.request().traceHeader(),
                call.requestId(),
                time.millisAt(call.startedAt()) / 1000,
                call.deployed().version().spec().tracing(),
                call.deployed().functionArn());
    }

    /// Looks at the size of an environment's `/tmp` now and then, in the background.
    void watchStorage(Environment environment, long now) {
        var sandbox = (LocalSandbox) environment.sandbox();
        if (sandbox.isStorageDue(now)) background.execute(sandbox::checkStorage);
    }

    // --- what should not happen

    void sinkFailed(UUID requestId, Throwable error) {
        LOG.warn("the sink of request {} failed when it was told the answer", requestId, error);
    }

    void bridgeFailed(Deployed deployed, Throwable error) {
        LOG.error(
                "the bridge {} failed while it ran {}",
                deployed.engine().bridge().engine(),
                deployed.version().arn(),
                error);
    }
}
