package dev.samovar.core;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Accepted;
import dev.samovar.api.InvocationResult.DryRun;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.LogType;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.Report;
import dev.samovar.api.Version;
import dev.samovar.core.governor.Permit;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.State;
import dev.samovar.core.telemetry.LogTail;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One invocation, from admission to its answer: what the caller holds, what the bridge is handed, and the
/// `Busy` state of its environment, in one object.
///
/// 1. The bridge's answer is kept until the environment is done with the invocation, then the books are closed
///    (END, REPORT, permit, environment), and only then is the caller told: whoever got an answer finds the
///    environment idle again. [Reply#deliver] tells the caller earlier, for a bridge that has more to do.
/// 2. `phase` decides who ends the invocation, once: its own thread (`ENDED`), or the watch at
///    the deadline (`KILLED`).
/// 3. A killed instance that comes back within the grace is `BURIED` by its own thread, which then answers; one
///    that does not is `LOST`: the watch answers, the environment is abandoned, and the permit is quarantined
///    until the thread comes back.
/// 4. An instance that is not used again is closed (`CLOSING`) under a grace too, since that can run the
///    function's code; one that does not end then is `LOST`.
///    One whose end takes time because extensions are told of it does not keep its caller waiting for that.
///    A lost one is cleared away when its books are closed (`TOLD`) and its thread is back (`BACK`), by the later of
///    the two: the books need its log.
/// 5. One that never reached the function because something of ours failed is `BROKEN`. What is `LOST` or `BROKEN`
///    has nobody wait for its report.
/// 6. `answer` is set once and last.
final class Call extends State.Busy implements Invocation, RuntimeInvocation, Reply, Runnable {
    private enum Phase {
        RUNNING,
        ENDED,
        CLOSING,
        KILLED,
        BURIED,
        LOST,
        TOLD,
        BACK,
        BROKEN
    }

    private static final VarHandle PHASE;
    private static final VarHandle ANSWER;

    static {
        try {
            var lookup = MethodHandles.lookup();
            PHASE = lookup.findVarHandle(Call.class, "phase", Phase.class);
            ANSWER = lookup.findVarHandle(Call.class, "answer", InvocationResult.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// How long closing an instance may take at least, beyond the time that it gives others.
    private static final long CLOSING_NANOS = 1_000_000_000L;

    /// How often an instance is killed within the grace.
    private static final int KILLS = 4;

    private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

    private final Timekeeper time;
    private final Books books;
    private final InvocationRequest request;
    private final @Nullable InvocationSink sink;
    private final UUID id;
    private @Nullable Deployed deployed;
    private @Nullable FunctionVersion version;
    private @Nullable Permit permit;
    private @Nullable Environment environment;
    private @Nullable LogTail tail;
    private volatile @Nullable StreamedAnswer streamed;
    private @Nullable InvocationResult pending;
    private @Nullable Duration init;
    private long startedAt;
    private long lostAt;
    private boolean initFailed;
    private volatile @Nullable InvocationResult settled;

    /// When the watch looks again: at the deadline, and then at each kill.
    private volatile long wakeAt = Long.MAX_VALUE;

    private volatile int exitStatus = -1;
    private volatile @Nullable Thread waiter;
    private volatile @Nullable Report report;
    private volatile Phase phase = Phase.RUNNING;
    private volatile @Nullable InvocationResult answer;

    Call(UUID id, Timekeeper time, Books books, InvocationRequest request, @Nullable InvocationSink sink) {
        this.id = id;
        this.time = time;
        this.books = books;
        this.request = request;
        this.sink = sink;
    }

    // --- before it runs

    InvocationRequest request() {
        return request;
    }

    void resolved(FunctionVersion to, Deployed what) {
        version = to;
        deployed = what;
    }

    void admitted(Permit by) {
        permit = by;
    }

    /// Gives the permit back, because what was admitted cannot run.
    void closePermit() {
        permit().close();
        permit = null;
    }

    void placed(Environment in) {
        environment = in;
    }

    Deployed deployed() {
        return required(deployed);
    }

    /// What was resolved, as it was described then.
    FunctionVersion version() {
        return required(version);
    }

    Permit permit() {
        return required(permit);
    }

    /// How many bytes the handler answered.
    long producedBytes(InvocationResult result) {
        if (streamed != null) return streamed.size();
        return result instanceof Returned(var payload) ? payload.size() : 0;
    }

    /// Ends a request that does not run.
    void endWithoutRunning(InvocationResult result) {
        if (permit != null) permit.close();
        publish(result);
    }

    void refuse(Refusal refusal) {
        books.listeners().refused(request.function(), refusal);
        endWithoutRunning(new Refused(refusal));
    }

    // --- running, on the environment's thread or the caller's

    /// Serves the invocation in the environment it was placed in, which is `Busy` with it.
    @Override
    public void run() {
        beginTime();
        serve(required(environment));
    }

    /// The environment was initialised for this invocation, which took so long; now it is served.
    void initialised(Environment environment, Duration took) {
        init = took;
        beginTime();
        serve(environment);
    }

    /// Begins the time that counts against the deadline.
    void beginTime() {
        startedAt = time.now();
        if (time.deadlinesPaused()) return;
        wakeAt = endsAt();
        time.watch(wakeAt);
    }

    private long endsAt() {
        return startedAt + deployed().timeoutNanos();
    }

    /// Hands the invocation to the instance and closes the books after it. Its time has begun.
    void serve(Environment environment) {
        announce(environment);
        boolean healthy;
        try {
            healthy = environment.instance().invoke(this, this);
        } catch (Throwable e) {
            books.bridgeFailed(deployed(), e);
            failed(PlatformFaults.exited(id, "Runtime exited with error: " + e));
            healthy = false;
        }
        finish(environment, healthy);
    }

    private void announce(Environment environment) {
        if (request.logType() == LogType.TAIL) {
            tail = new LogTail();
            Books.log(environment).collect(tail);
        }
        books.begins(environment, this);
    }

    /// The environment could not be initialised in the invocation: START and the error are logged, and
    /// the fault answered.
    void failedToInitialise(Environment environment, Fault fault) {
        initFailed = true;
        announce(environment);
        failed(fault);
        finish(environment, false);
    }

    /// The instance is done with the invocation, or was killed and came back.
    void finish(Environment environment, boolean healthy) {
        if (PHASE.compareAndSet(this, Phase.RUNNING, Phase.ENDED)) {
            settle(environment, answer == null ? conclusion() : answer, time.now(), healthy && exitStatus < 0);
        } else if (PHASE.compareAndSet(this, Phase.KILLED, Phase.BURIED)) {
            settle(environment, killed(), Math.min(time.now(), endsAt()), false);
        } else {
            cameBackAfterLoss(environment);
        }
    }

    /// Closes the books, gives back the environment and then the permit, and answers, whatever fails
    /// on the way.
    private void settle(Environment environment, InvocationResult result, long end, boolean reusable) {
        closeBooks(environment, result, end);
        if (!reusable && !closesInTime(environment, result)) {
            cameBackAfterLoss(environment);
            return;
        }
        try (var _ = permit()) {
            if (initFailed || isInitFault(result)) {
                environment.end("init failed");
                environment.lost();
            } else {
                environment.shelve(this, reusable, end);
            }
        } finally {
            publish(result);
        }
        if (reusable) books.watchStorage(environment, end);
        deployed().served(environment);
    }

    /// Ends the instance. False if the environment was given up meanwhile, and its caller answered.
    private boolean closesInTime(Environment environment, InvocationResult result) {
        settled = result;
        long shutdown = environment.shutdownNanos();
        if (shutdown > 0) publish(result);
        lostAt = time.now() + shutdown + Math.max(time.killGraceNanos(), CLOSING_NANOS);
        wakeAt = lostAt;
        phase = Phase.CLOSING;
        time.watch(lostAt);
        environment.closeInstance();
        return PHASE.compareAndSet(this, Phase.CLOSING, Phase.ENDED);
    }

    /// Something of ours failed before the function was reached: the caller is told, and nothing is kept.
    void breakDown(Environment environment, Throwable error) {
        books.bridgeFailed(deployed(), error);
        if (!PHASE.compareAndSet(this, Phase.RUNNING, Phase.BROKEN)) return;
        environment.end("failed");
        permit().close();
        publish(new Failed(PlatformFaults.exited(id, "Runtime exited with error: " + error)));
    }

    /// The environment's initialisation was killed and did not end: the caller is answered,
    /// the permit quarantined.
    ///
    /// @param since when it was killed, and its time began
    void lostInInit(Environment environment, long since) {
        startedAt = since;
        if (PHASE.compareAndSet(this, Phase.RUNNING, Phase.LOST)) lose(environment, killed());
    }

    /// The thread of an environment that was given up came back after all.
    void cameBackAfterLoss(Environment environment) {
        if (!PHASE.compareAndSet(this, Phase.LOST, Phase.BACK)) environment.cleanAfterAbandoned();
        permit().close();
        books.listeners().released(version(), id);
    }

    private InvocationResult conclusion() {
        var result = pending;
        if (exitStatus >= 0 && result == null) return exited();
        if (result == null)
            return new Failed(PlatformFaults.exited(id, ProcessEnd.status(0).reason()));
        return sizeOf(result) > PlatformFaults.RESPONSE_LIMIT ? new Failed(PlatformFaults.responseTooLarge()) : result;
    }

    private static long sizeOf(InvocationResult result) {
        return switch (result) {
            case Returned(var payload) -> payload.size();
            case Failed(var fault) -> fault.payload().size();
            case Refused _, Accepted _, DryRun _ -> 0;
        };
    }

    private static boolean isInitFault(InvocationResult result) {
        return result instanceof Failed(var fault) && fault.kind() == Fault.Kind.INIT;
    }

    private InvocationResult exited() {
        return new Failed(
                PlatformFaults.exited(id, ProcessEnd.status(exitStatus).reason()));
    }

    /// What a function told before it ended its environment stands.
    private InvocationResult killed() {
        if (exitStatus < 0)
            return new Failed(PlatformFaults.timedOut(id, version().spec().timeout()));
        var told = pending;
        return told instanceof Failed ? told : exited();
    }

    /// @param end when it ended; what a killed one took beyond its deadline is not its own
    private void closeBooks(Environment environment, InvocationResult result, long end) {
        var done = books.close(environment, this, result, end, init);
        if (tail != null) Books.log(environment).collect(null);
        report = done;
        if (answer != null) tellReport();
        books.ended(this, result, done);
    }

    // --- the deadline, on the watch's thread

    @Override
    public long deadline() {
        return wakeAt;
    }

    @Override
    public void expired(Environment environment) {
        if (PHASE.compareAndSet(this, Phase.RUNNING, Phase.KILLED)) {
            kill(environment);
        } else if (phase == Phase.KILLED && time.now() < lostAt) {
            killAgain(environment);
        } else if (PHASE.compareAndSet(this, Phase.KILLED, Phase.LOST)) {
            lose(environment, killed());
        } else if (time.now() >= lostAt && PHASE.compareAndSet(this, Phase.CLOSING, Phase.LOST)) {
            environment.kill();
            lose(environment, required(settled));
        }
    }

    /// The function ended its own environment; called by any thread.
    void exit(Environment environment, int status) {
        exitStatus = status;
        if (PHASE.compareAndSet(this, Phase.RUNNING, Phase.KILLED)) kill(environment);
    }

    private void kill(Environment environment) {
        lostAt = time.now() + time.killGraceNanos();
        var stream = streamed;
        if (stream != null) time.besideTheWatch(stream::end);
        killAgain(environment);
    }

    /// Kills once more, because an interrupt can be swallowed.
    private void killAgain(Environment environment) {
        long until = Math.min(lostAt, time.now() + time.killGraceNanos() / KILLS);
        wakeAt = until;
        environment.kill();
        time.watch(until);
    }

    private void lose(Environment environment, InvocationResult result) {
        wakeAt = Long.MAX_VALUE;
        permit().quarantine();
        environment.abandon("quarantined");
        environment.lost();
        tellReport();
        time.besideTheWatch(() -> answerForTheLost(environment, result));
    }

    /// The answer comes first here: a log store or a listener that blocks must not keep it.
    private void answerForTheLost(Environment environment, InvocationResult result) {
        publish(result);
        if (report == null) closeBooks(environment, result, Math.min(time.now(), endsAt()));
        books.listeners().quarantined(version(), id);
        if (!PHASE.compareAndSet(this, Phase.LOST, Phase.TOLD)) environment.cleanAfterAbandoned();
    }

    // --- the answer

    @Override
    public void returned(Payload payload) {
        if (pending == null) pending = new Returned(payload);
    }

    @Override
    public void failed(Fault fault) {
        if (pending == null || streamed != null) pending = new Failed(PlatformFaults.told(id, fault));
    }

    @Override
    public OutputStream stream(String contentType) {
        var stream = new StreamedAnswer(this, sink != null && sink.streams() ? sink : null, contentType);
        streamed = stream;
        return stream;
    }

    @Override
    public void deliver() {
        if (phase == Phase.RUNNING) publish(conclusion());
    }

    private void publish(InvocationResult result) {
        if (streamed != null) streamed.end();
        if (!ANSWER.compareAndSet(this, null, result)) return;
        var waiting = waiter;
        if (waiting != null) LockSupport.unpark(waiting);
        if (sink == null) return;
        try {
            sink.end(this);
        } catch (Throwable e) {
            books.sinkFailed(id, e);
        }
    }

    /// Waits for the answer; false if the caller was interrupted first.
    boolean await() {
        for (int looks = 0; looks < LOOKS; looks++) {
            if (answer != null) return true;
            Thread.onSpinWait();
        }
        waiter = Thread.currentThread();
        while (answer == null) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) return answer != null;
        }
        return true;
    }

    // --- what the caller sees

    @Override
    public UUID requestId() {
        return id;
    }

    @Override
    public Optional<Version> executedVersion() {
        return answer instanceof Refused || permit == null || version == null
                ? Optional.empty()
                : Optional.of(version.version());
    }

    @Override
    public InvocationResult result() {
        return required(answer);
    }

    @Override
    public Optional<Report> report() {
        if (report == null && permit != null) awaitReport();
        return Optional.ofNullable(report);
    }

    private synchronized void awaitReport() {
        try {
            while (report == null && mayBeReported()) wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayBeReported() {
        return switch (phase) {
            case RUNNING, ENDED, CLOSING, KILLED, BURIED -> true;
            case LOST, TOLD, BACK, BROKEN -> false;
        };
    }

    private synchronized void tellReport() {
        notifyAll();
    }

    @Override
    public Optional<String> logTail() {
        if (tail == null || permit == null) return Optional.empty();
        if (report == null) awaitReport();
        return Optional.of(tail.text());
    }

    // --- what the bridge sees

    @Override
    public Event event() {
        return request.event();
    }

    @Override
    public long deadlineMillis() {
        return time.millisAt(endsAt());
    }

    @Override
    public long remainingNanos() {
        return endsAt() - time.now();
    }

    @Override
    public String invokedFunctionArn() {
        var arn = version().arn();
        var qualifier = request.function().qualifier();
        return (qualifier == null ? arn.unqualified() : arn.qualified(qualifier)).toString();
    }

    @Override
    public Optional<String> clientContext() {
        return Optional.ofNullable(request.clientContext());
    }

    @Override
    public Optional<String> tenantId() {
        return Optional.ofNullable(request.tenantId());
    }

    @Override
    public String traceHeader() {
        return books.traceHeader(this);
    }

    @Override
    public boolean streams() {
        return sink != null && sink.streams();
    }

    /// Whether it was killed at its deadline, and not because the function ended its environment.
    boolean missedDeadline() {
        return switch (phase) {
            case RUNNING, ENDED, CLOSING, BROKEN -> false;
            case KILLED, BURIED, LOST, TOLD, BACK -> exitStatus < 0;
        };
    }

    /// When its time began, in ticks.
    long startedAt() {
        return startedAt;
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) throw new IllegalStateException("the invocation is not that far yet");
        return value;
    }
}
