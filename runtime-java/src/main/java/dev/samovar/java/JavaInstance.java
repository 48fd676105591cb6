package dev.samovar.java;

import dev.samovar.api.Fault;
import dev.samovar.java.guest.Guest;
import dev.samovar.java.guest.Killed;
import dev.samovar.java.handler.AwsLogger;
import dev.samovar.java.handler.Codecs;
import dev.samovar.java.handler.Faults;
import dev.samovar.java.handler.HandlerFault;
import dev.samovar.java.handler.HandlerLoader;
import dev.samovar.java.handler.LoadedHandler;
import dev.samovar.java.instrument.GuestClassLoader;
import dev.samovar.spi.EnvironmentGroup;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RunningThread;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One Java environment: a guest, its class loader, its handler.
final class JavaInstance implements Instance {
    private static final Duration HOOKS = Duration.ofMillis(500);

    private final PerEnvironment perEnvironment;
    private final Beside beside;
    private final HeapReserve reserve;
    private final ClassLoader serializer;
    private volatile @Nullable Guest guest;
    private volatile boolean killed;
    private volatile int exitStatus = -1;
    private final RunningThread running = new RunningThread();
    private @Nullable Loaded loaded;
    private long mostAllocated;

    /// What specialising leaves.
    private record Loaded(
            Guest guest,
            ClassLoader customer,
            Sandbox sandbox,
            Codecs codecs,
            Faults faults,
            AwsLogger logger,
            Log4jRequestId log4j,
            @Nullable LoadedHandler handler,
            @Nullable HandlerFault fault) {}

    JavaInstance(PerEnvironment perEnvironment, Beside beside, HeapReserve reserve) {
        this.beside = beside;
        this.reserve = reserve;
        this.perEnvironment = perEnvironment;
        this.serializer = perEnvironment.loader();
    }

    // --- initialising

    @Override
    public void specialise(Program program, Sandbox sandbox) throws InitException {
        var code = (JavaProgram) program;
        var made = guestOf(sandbox);
        guest = made;
        adoptThreads(made);
        if (killed) made.kill();
        var customer = new GuestClassLoader(
                beside.code(), code.code(), made, List.of(Shared.PACKAGES, PerEnvironment.packages(serializer)));
        var codecs = perEnvironment.codecs(serializer, customer);
        var faults = new Faults(codecs);
        var logger = new AwsLogger(sandbox, codecs);
        var log4j = new Log4jRequestId(customer);
        var here = Thread.currentThread();
        var before = here.getContextClassLoader();
        here.setContextClassLoader(customer);
        running.enter();
        try {
            LambdaRuntimeLogger.set(customer, logger);
            var handler = new HandlerLoader(customer, codecs).load(code.handler());
            SnapshotHooks.run(sandbox, customer);
            loaded = new Loaded(made, customer, sandbox, codecs, faults, logger, log4j, handler, null);
        } catch (HandlerFault e) {
            if (e.failsInitialisation()) throw failed(e, faults, logger);
            loaded = new Loaded(made, customer, sandbox, codecs, faults, logger, log4j, null, e);
        } catch (Throwable e) {
            throw failed(e, faults, logger);
        } finally {
            running.leave();
            here.setContextClassLoader(before);
        }
    }

    private static void adoptThreads(Guest made) {
        var here = Thread.currentThread();
        if (here.getThreadGroup() instanceof EnvironmentGroup group)
            made.threads().adopt(group, here);
    }

    private InitException failed(Throwable error, Faults faults, AwsLogger logger) {
        reserve.giveUpAfter(error);
        if (exitStatus >= 0) return new InitException(exited(exitStatus));
        if (!killed) log(error, logger);
        return new InitException(faults.of(Fault.Kind.INIT, error));
    }

    private static Fault exited(int status) {
        return Fault.ended(ProcessEnd.status(status).reason());
    }

    private Guest guestOf(Sandbox sandbox) {
        var spec = sandbox.version().spec();
        var out = new PrintStream(new LogOutput(sandbox.log()), true, StandardCharsets.UTF_8);
        var builder = Guest.named(
                        spec.name() + ":" + sandbox.version().version(),
                        sandbox.tmp().resolveSibling("native"))
                .variables(sandbox.variables())
                .output(out, out)
                .machine((long) spec.memoryMb() << 20, Runtime.getRuntime().availableProcessors())
                .onExit(status -> exit(sandbox, status))
                .mount("/tmp", sandbox.tmp());
        sandbox.taskRoot().ifPresent(root -> builder.mount("/var/task", root));
        sandbox.layerRoot().ifPresent(root -> builder.mount("/opt", root));
        return builder.build();
    }

    private void exit(Sandbox sandbox, int status) {
        if (killed) return;
        exitStatus = status;
        sandbox.exited(status);
    }

    // --- invoking

    @Override
    public boolean invoke(RuntimeInvocation invocation, Reply reply) {
        var ready = loaded;
        if (ready == null) throw new IllegalStateException("the instance runs no function yet");
        if (exitStatus >= 0) return exitedWhileIdle(ready.sandbox());
        var here = Thread.currentThread();
        var before = here.getContextClassLoader();
        here.setContextClassLoader(ready.customer());
        running.enter();
        long allocated = Allocation.ofCurrentThread();
        try {
            return serve(ready, invocation, reply);
        } finally {
            ready.guest().traceHeader(null);
            running.leave();
            mostAllocated = Math.max(mostAllocated, Allocation.ofCurrentThread() - allocated);
            here.setContextClassLoader(before);
        }
    }

    /// A thread that the function left behind ended the environment when it had no invocation: this
    /// one is told.
    private boolean exitedWhileIdle(Sandbox sandbox) {
        sandbox.exited(exitStatus);
        return false;
    }

    private boolean serve(Loaded ready, RuntimeInvocation invocation, Reply reply) {
        var call = new JavaCall(ready.sandbox(), ready.logger(), ready.codecs(), invocation, reply);
        ready.logger().serving(invocation);
        ready.guest().traceHeader(invocation::traceHeader);
        try {
            if (ready.fault() != null) throw ready.fault();
            ready.log4j().put(invocation.requestId());
            var payload = required(ready.handler()).handle(call);
            if (payload != null) reply.returned(payload);
            else call.closeOutput();
            return !killed;
        } catch (Throwable e) {
            return answer(e, ready, reply);
        }
    }

    /// Reports what was thrown.
    private boolean answer(Throwable error, Loaded ready, Reply reply) {
        reserve.giveUpAfter(error);
        if (killed || error instanceof Killed) return false;
        log(error, ready.logger());
        reply.failed(ready.faults().of(Fault.Kind.HANDLER, error));
        return !Faults.endEnvironment(error);
    }

    private static void log(Throwable error, AwsLogger logger) {
        logger.log(
                Faults.logText(error),
                logger.isJson()
                        ? com.amazonaws.services.lambda.runtime.logging.LogLevel.ERROR
                        : com.amazonaws.services.lambda.runtime.logging.LogLevel.UNDEFINED);
    }

    private static LoadedHandler required(@Nullable LoadedHandler handler) {
        if (handler == null) throw new IllegalStateException("the instance has no handler");
        return handler;
    }

    // --- ending

    @Override
    public void kill() {
        killed = true;
        var there = guest;
        if (there != null) there.kill();
        running.interrupt();
    }

    @Override
    public long maxMemoryUsed() {
        return mostAllocated;
    }

    @Override
    public String memoryMeasure() {
        return "the most that the handler's thread allocated in one invocation; an upper bound of what it held";
    }

    @Override
    public void close() {
        var there = guest;
        if (there == null) return;
        try {
            if (!killed) there.runShutdownHooks(HOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            killed = true;
            there.end();
            loaded = null;
        }
    }
}
