package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.api.Fault;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RunningThread;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One context with Node in it, and after it was specialised the function that it runs.
final class GraalJsInstance implements Instance {
    private static final Logger LOG = LoggerFactory.getLogger(GraalJsInstance.class);

    private final Surroundings surroundings = new Surroundings();
    private final OpenFiles files = new OpenFiles();
    private final RunningThread running = new RunningThread();
    private final AllocationWatch watch;
    private final SharedEngine shared;
    private final Engine engine;
    private final NodeRealm node;
    private volatile boolean killed;
    private @Nullable Serving serving;
    private @Nullable Object runtime;
    private @Nullable Experience experience;
    private long mostAllocated;

    GraalJsInstance(SharedEngine shared, NodeLibrary library, Network network, AllocationWatch watch) {
        this.watch = watch;
        this.shared = shared;
        this.engine = shared.current();
        var functions = new HashMap<String, HostFunction>();
        ProcessFunctions.addTo(functions, surroundings);
        SystemFunctions.addTo(functions, surroundings::memoryMb);
        FileFunctions.addTo(functions, surroundings::jail, files);
        node = new NodeRealm(engine, library, network, functions, new Loop(System::nanoTime));
    }

    // --- initialising

    @Override
    public void prepare() {
        node.context().enter();
        try {
            node.callback(node.member("prepare"));
        } finally {
            node.context().leave();
        }
    }

    @Override
    public void specialise(Program program, Sandbox sandbox) throws InitException {
        if (!shared.isCurrent(engine)) throw new InitException(Faults.exited(ProcessEnd.status(1)));
        surroundings.belongTo(sandbox);
        var function = (GraalJsProgram) program;
        node.belongTo(function);
        experience = function.experience();
        running.enter();
        var watched = watch.watch(ThreadUse.allocatedBytes(), this::kill);
        try {
            this.<InitException>entered(() -> load(sandbox));
        } catch (InterruptedException e) {
            throw new InitException(ended(watched));
        } catch (RuntimeException | Error e) {
            if (!hasEnded()) throw e;
            throw new InitException(ended(watched));
        } finally {
            watched.end();
            running.leave();
        }
        // Its end has begun, though it got through.
        if (watched.exceeded()) throw new InitException(ended(watched));
    }

    /// Why an initialisation ended early.
    private Fault ended(AllocationWatch.Watched watched) {
        watched.end();
        if (watched.exceeded()) return Faults.exited(ProcessEnd.signal(9));
        return Faults.exited(ProcessEnd.status(surroundings.exitStatus() < 0 ? 1 : surroundings.exitStatus()));
    }

    private void load(Sandbox sandbox) throws InitException, InterruptedException {
        var realm = node.realm();
        Beforehand.missing(sandbox.version().spec())
                .ifPresent(what -> sandbox.log().message(LogLevel.WARN, "[WARN] " + what + "; pin the engine node\n"));
        node.setEnvironment(sandbox.variables());
        var made = node.callback(node.member("lambda"), host(realm, sandbox), config(realm, sandbox));
        runtime = made;
        var loaded = (JSPromiseObject) node.callback(Guest.member(made, "initialise"));
        node.loop().run(() -> JSPromise.getPromiseState(loaded) != JSPromise.PENDING);
        switch (JSPromise.getPromiseState(loaded)) {
            case JSPromise.FULFILLED -> {}
            case JSPromise.REJECTED -> {
                loaded.setIsHandled(true);
                throw new InitException(rejected((JSDynamicObject) JSPromise.getPromiseResult(loaded)));
            }
            default -> throw new InitException(Faults.exited(ProcessEnd.status(13)));
        }
    }

    private static Fault rejected(JSDynamicObject parts) {
        return Faults.of(Fault.Kind.INIT, JSObject.get(parts, 0), JSObject.get(parts, 1), JSObject.get(parts, 2));
    }

    private Object config(JSRealm realm, Sandbox sandbox) {
        var version = sandbox.version();
        var spec = version.spec();
        var level = spec.logging().applicationLevel();
        return Guest.object(
                realm,
                Map.of(
                        "handler", Guest.text(spec.handler()),
                        "taskRoot", Guest.text("/var/task"),
                        "major", spec.runtime().nodeMajor().orElseThrow(),
                        "functionName", Guest.text(version.name().value()),
                        "functionVersion", Guest.text(version.version().toString()),
                        "memoryMb", spec.memoryMb(),
                        "logGroup", Guest.text(sandbox.logGroup()),
                        "logStream", Guest.text(sandbox.logStream()),
                        "logFormat", Guest.text(spec.logging().format() == LogFormat.JSON ? "JSON" : "Text"),
                        "logLevel", Guest.text(level == null ? "INFO" : level.name())));
    }

    private Object host(JSRealm realm, Sandbox sandbox) {
        var functions = new HashMap<String, HostFunction>();
        functions.put("log", (_, a) -> {
            sandbox.log().message(LogLevel.valueOf(Guest.string(a[0])), Guest.string(a[1]) + "\n");
            return Undefined.instance;
        });
        functions.put("returned", (_, a) -> serving().returned(Guest.string(a[0])));
        functions.put("failed", (_, a) -> serving().failed(a[0], a[1], a[2]));
        functions.put("stream", (r, a) -> serving().stream(r, Guest.string(a[0])));
        functions.put("done", (_, _) -> serving().done());
        functions.put("remainingMillis", (_, _) -> serving().remainingMillis());
        functions.put("exit", (r, a) -> surroundings.exit(r, Guest.integer(a[0])));
        return Guest.functions(realm, functions);
    }

    private Serving serving() {
        var there = serving;
        if (there == null) throw new IllegalStateException("there is no invocation");
        return there;
    }

    // --- invoking

    @Override
    public boolean invoke(RuntimeInvocation invocation, Reply reply) {
        var served = new Serving(invocation, reply);
        serving = served;
        running.enter();
        long allocated = ThreadUse.allocatedBytes();
        long cpu = ThreadUse.cpuNanos();
        var watched = watch.watch(allocated, this::kill);
        boolean healthy;
        try {
            healthy = run(served, invocation, reply);
        } finally {
            watched.end();
            if (watched.exceeded()) reply.failed(Faults.exited(ProcessEnd.signal(9)));
            mostAllocated = Math.max(mostAllocated, ThreadUse.allocatedBytes() - allocated);
            if (experience != null) experience.took(ThreadUse.cpuNanos() - cpu);
            running.leave();
        }
        return healthy && !watched.exceeded();
    }

    private boolean run(Serving served, RuntimeInvocation invocation, Reply reply) {
        try {
            this.<RuntimeException>entered(() -> serve(served, invocation));
            return !hasEnded();
        } catch (InterruptedException e) {
            return false;
        } catch (AbstractTruffleException e) {
            // A kill can end the code with an exception of the engine's too.
            if (hasEnded()) return false;
            // A function can break Lambda's runtime, which is JavaScript beside it: to its caller that is the runtime's
            // end.
            LOG.debug("a function broke its runtime", e);
            reply.failed(Faults.exited(ProcessEnd.status(1)));
            return false;
        } catch (RuntimeException | Error e) {
            if (!hasEnded()) throw e;
            return false;
        }
    }

    private void serve(Serving served, RuntimeInvocation invocation) throws InterruptedException {
        var described = described(node.realm(), invocation);
        node.callback(
                Guest.member(required(runtime), "serve"),
                described,
                Guest.text(invocation.event().text()));
        while (!served.isDone()) {
            node.loop().run(served::isDone);
            if (served.isDone()) return;
            node.callback(Guest.member(required(runtime), "drained"));
            if (!served.isDone() && !node.loop().alive()) return;
        }
    }

    /// Whether the code was killed or ended its environment: what it throws then is the engine's way out of it.
    private boolean hasEnded() {
        return killed || surroundings.exitStatus() >= 0;
    }

    private static JSObject described(JSRealm realm, RuntimeInvocation invocation) {
        var members = new HashMap<String, Object>();
        members.put("requestId", Guest.text(invocation.requestId().toString()));
        members.put("invokedFunctionArn", Guest.text(invocation.invokedFunctionArn()));
        members.put("deadlineMillis", (double) invocation.deadlineMillis());
        members.put("traceHeader", Guest.text(invocation.traceHeader()));
        members.put("streams", invocation.streams());
        invocation.clientContext().ifPresent(json -> members.put("clientContext", Guest.text(json)));
        invocation.tenantId().ifPresent(id -> members.put("tenantId", Guest.text(id)));
        return Guest.object(realm, members);
    }

    private static Object required(@Nullable Object value) {
        if (value == null) throw new IllegalStateException("the instance runs no function yet");
        return value;
    }

    @FunctionalInterface
    private interface Step<E extends Exception> {
        void run() throws E, InterruptedException;
    }

    /// Does something in the context. It cannot be entered any more when it was killed before.
    private <E extends Exception> void entered(Step<E> step) throws E, InterruptedException {
        node.context().enter();
        try {
            // The loop's time stood still since it last ran: timers begin now.
            node.loop().look();
            step.run();
        } finally {
            node.context().leave();
        }
    }

    // --- ending

    @Override
    public void kill() {
        killed = true;
        running.interrupt();
        shared.end(engine, node::close);
    }

    @Override
    public long maxMemoryUsed() {
        return mostAllocated;
    }

    @Override
    public String memoryMeasure() {
        return "the most that the function's thread allocated in one invocation; an upper bound of what it held";
    }

    @Override
    public void close() {
        node.close();
        files.close();
    }
}
