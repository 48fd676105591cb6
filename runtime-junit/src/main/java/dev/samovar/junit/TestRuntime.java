package dev.samovar.junit;

import dev.samovar.Samovar;
import dev.samovar.api.Control;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.core.seam.ManualTime;
import dev.samovar.core.seam.Seams;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.LogEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The runtime of a test class: a [FunctionRuntime] whose clock, cold starts, refusals and faults a test can
/// command, and whose logs and meters it can read. Each test method starts with nothing ordered, and with
/// counts and logs of its own; functions and environments stay. Safe for use by several threads.
public final class TestRuntime implements FunctionRuntime {
    private final FunctionRuntime runtime;
    private final Injections injections = new Injections();
    private final MemoryLogStore logs;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final @Nullable ManualTime time;
    private volatile Baseline baseline = Baseline.NONE;

    TestRuntime(SamovarTest settings) {
        time = settings.virtualClock() ? new ManualTime(Instant.parse("2026-01-01T00:00:00Z")) : null;
        var seams = time == null ? Seams.real() : time.seams();
        logs = new MemoryLogStore(64L << 20, seams.clock());
        runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .concurrency(settings.concurrency())
                .logs(logs)
                .meters(meters)
                .seams(seams)
                .build();
    }

    /// A test method begins: what was before is no concern of it.
    void begin() {
        injections.clear();
        baseline = Baseline.of(logs, meters);
    }

    // --- commands

    /// Moves the virtual clock on, and has everything that is due on the way happen.
    ///
    /// @throws IllegalStateException if the test class runs on the real clock
    public void advance(Duration by) {
        if (time == null) throw new IllegalStateException("use @SamovarTest(virtualClock = true) to move the clock");
        time.advance(by);
    }

    /// The next invocation of the function starts cold.
    public void coldStartNext(String function) {
        injections.coldStart(new FunctionName(function));
    }

    /// The next invocation of the function is refused so.
    public void refuseNext(String function, Refusal refusal) {
        injections.answer(new FunctionName(function), new Refused(refusal));
    }

    /// The next invocation of the function is throttled: 429 `TooManyRequestsException`.
    public void throttleNext(String function) {
        refuseNext(
                function,
                new Refusal(
                        429,
                        "TooManyRequestsException",
                        "Rate Exceeded.",
                        "ReservedFunctionConcurrentInvocationLimitExceeded",
                        Duration.ofSeconds(1)));
    }

    /// The next invocation of the function fails so, without running.
    public void failNext(String function, String errorType, String errorMessage) {
        var body = Payload.json(
                "{\"errorMessage\":" + Json.quoted(errorMessage) + ",\"errorType\":" + Json.quoted(errorType) + "}");
        injections.answer(
                new FunctionName(function), new Failed(new Fault(Fault.Kind.HANDLER, errorType, errorMessage, body)));
    }

    // --- what can be asserted

    /// The messages in the function's log since the test method began, in the order of their streams.
    public List<String> logOf(String function) {
        var group = "/aws/lambda/" + new FunctionName(function);
        return logs.streams(group).stream()
                .flatMap(stream -> baseline.since(logs, group, stream))
                .map(LogEvent::message)
                .toList();
    }

    /// The meters of this runtime alone, from the beginning of its class.
    public MeterRegistry meters() {
        return meters;
    }

    /// The sum of a counter's series that belong to the function, such as `samovar.invocations` or
    /// `samovar.throttles`, since the test method began.
    public double count(String meter, String function) {
        return meters.find(meter).tag("function", function).counters().stream()
                .mapToDouble(baseline::since)
                .sum();
    }

    // --- the door

    @Override
    public Invocation invoke(String function, Event event, InvocationType type) {
        FunctionRef ref;
        try {
            ref = FunctionRef.parse(function);
        } catch (IllegalArgumentException e) {
            return runtime.invoke(function, event, type);
        }
        return invoke(InvocationRequest.of(ref, event).type(type));
    }

    @Override
    public Invocation invoke(InvocationRequest request) {
        var injected = injections.take(request.function().name());
        return injected.map(result -> Invocation.unrun(UUID.randomUUID(), result))
                .orElseGet(() -> runtime.invoke(injections.applyTo(request)));
    }

    @Override
    public Invocation invokeOnCaller(InvocationRequest request) {
        var injected = injections.take(request.function().name());
        return injected.map(result -> Invocation.unrun(UUID.randomUUID(), result))
                .orElseGet(() -> runtime.invokeOnCaller(injections.applyTo(request)));
    }

    @Override
    public void start(InvocationRequest request, InvocationSink sink) {
        var injected = injections.take(request.function().name());
        if (injected.isPresent()) sink.end(Invocation.unrun(UUID.randomUUID(), injected.get()));
        else runtime.start(injections.applyTo(request), sink);
    }

    @Override
    public void start(UUID requestId, InvocationRequest request, InvocationSink sink) {
        var injected = injections.take(request.function().name());
        if (injected.isPresent()) sink.end(Invocation.unrun(requestId, injected.get()));
        else runtime.start(requestId, injections.applyTo(request), sink);
    }

    @Override
    public Optional<Refusal> wouldRefuse(FunctionRef function) {
        return runtime.wouldRefuse(function);
    }

    @Override
    public FunctionVersion create(FunctionSpec spec) {
        return runtime.create(spec);
    }

    @Override
    public FunctionVersion update(FunctionSpec spec) {
        return runtime.update(spec);
    }

    @Override
    public FunctionVersion put(FunctionSpec spec) {
        return runtime.put(spec);
    }

    @Override
    public FunctionVersion publish(String function) {
        return runtime.publish(function);
    }

    @Override
    public AliasChange alias(String function, String alias) {
        return runtime.alias(function, alias);
    }

    @Override
    public void delete(String function) {
        runtime.delete(function);
    }

    @Override
    public void prime(String function) {
        runtime.prime(function);
    }

    @Override
    public Control control() {
        return runtime.control();
    }

    @Override
    public boolean opensLoopback() {
        return runtime.opensLoopback();
    }

    @Override
    public RuntimeSnapshot snapshot() {
        return runtime.snapshot();
    }

    @Override
    public void close(Duration patience) {
        runtime.close(patience);
        meters.close();
    }
}
