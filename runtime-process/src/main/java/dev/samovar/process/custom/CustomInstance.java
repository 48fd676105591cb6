package dev.samovar.process.custom;

import dev.samovar.api.Fault;
import dev.samovar.process.confine.Directories;
import dev.samovar.process.runtimeapi.Endpoint;
import dev.samovar.process.runtimeapi.Guests;
import dev.samovar.process.runtimeapi.RuntimeApi;
import dev.samovar.process.runtimeapi.Said;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One process of a custom runtime.
///
/// The environment's thread waits for what the runtime says, until it asks for its next invocation or ends.
///
/// Extensions that are programs are started before it, in the same place. An environment that has extensions, and was
/// initialised, has a shutdown phase: [#kill] ends the wait alone then, and [#close] tells the runtime and the
/// extensions to end, and gives them time.
final class CustomInstance implements Instance {
    private static final Logger LOG = LoggerFactory.getLogger(CustomInstance.class);

    /// How long a runtime that answered may take to ask for the next invocation before its caller is told the
    /// answer. Most ask at once, and a caller who waited finds the environment ready for another request.
    private static final long NEXT_NANOS = 100_000_000L;

    /// How long the end of a process may take to be seen after that of its connections.
    private static final long END_NANOS = 1_000_000_000L;

    /// How long all may take to end when there are extensions that are programs.
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    /// How much of that is the runtime's, as of AWS's emulator.
    private static final Duration RUNTIMES_SHARE = Duration.ofMillis(600);

    /// How long a runtime that was killed may take to be gone before the extensions are told.
    private static final Duration KILLED = Duration.ofMillis(100);

    /// How long a runtime may take to end when it has extensions within.
    private static final Duration SHUTDOWN_OF_RUNTIME = Duration.ofMillis(500);

    private static final Pattern NOTE = Pattern.compile("(\\d{1,2}) (\\d{1,3})");

    private final Programs programs;
    private final RuntimeApi api;
    private final BlankKey key;
    private volatile @Nullable Endpoint endpoint;
    private volatile @Nullable RunningProgram process;
    private volatile boolean killed;

    /// How the runtime ended, while the extensions are still there.
    private volatile @Nullable ProcessEnd end;

    /// Whether it is initialised and not closed.
    private volatile boolean serves;

    /// Whether it cannot serve any more.
    private boolean failed;

    CustomInstance(Programs programs, RuntimeApi api, BlankKey key) {
        this.programs = programs;
        this.api = api;
        this.key = key;
    }

    private Endpoint endpoint() {
        return Objects.requireNonNull(endpoint);
    }

    private RunningProgram process() {
        return Objects.requireNonNull(process);
    }

    // --- initialising

    @Override
    public void specialise(Program program, Sandbox sandbox) throws InitException {
        var bootstrap = new Bootstrap(sandbox, key.isolation());
        var refusal = bootstrap.refusal();
        if (refusal.isPresent()) throw new InitException(Faults.invalidEntrypoint(refusal.get()));
        var extensions = new ExtensionPrograms(sandbox, key.isolation());
        var launchError = extensions.refusal();
        if (launchError.isPresent()) {
            ExtensionLog.write(launchError.get().extensions(), sandbox);
            throw new InitException(launchError.get().fault());
        }
        begin(bootstrap, extensions, sandbox);
        var fault = awaitInit();
        ExtensionLog.write(endpoint().extensions(), sandbox);
        if (fault.isPresent()) throw new InitException(fault.get());
        if (!endpoint().hasSubscribers()) sandbox.log().tell(null);
        serves = true;
    }

    /// Waits until it is initialised, or answers why it is not.
    private Optional<Fault> awaitInit() {
        while (true) {
            switch (endpoint().take()) {
                case Said.ExtensionsRegistered _ -> process().terminate();
                case Said.AskedForNext _ -> {
                    process().awaitLog();
                    return Optional.empty();
                }
                case Said.FailedInit(var fault) -> {
                    process().awaitLog();
                    return Optional.of(fault);
                }
                case Said.ExtensionFailed(var fault) -> {
                    process().awaitLog();
                    return Optional.of(fault);
                }
                case Said.Ended _ -> {
                    return Optional.of(Fault.ended(runtimeEnd().reason()));
                }
                case Said.Returned _,
                        Said.Failed _,
                        Said.BrokeOff _,
                        Said.Streams _,
                        Said.Piece _,
                        Said.StreamEnded _,
                        Said.WaitsForExtensions _,
                        Said.ExtensionsDown _ -> throw new IllegalStateException("an answer without an invocation");
            }
        }
    }

    private void begin(Bootstrap bootstrap, ExtensionPrograms extensions, Sandbox sandbox) throws InitException {
        try {
            var sockets = programs.sockets(key.isolation());
            var guests = new Guests(sandbox.version(), extensions.names());
            boolean restores = sandbox.initializationType().equals("snap-start");
            var opened = sockets.isPresent() ? api.open(guests, restores, sockets.get()) : api.open(guests, restores);
            endpoint = opened;
            sandbox.log().tell(opened.telemetry());
            var started = programs.start(
                    sandbox,
                    key.isolation(),
                    opened,
                    (seen, record) ->
                            command(extensions.with(bootstrap.path(seen), seen, record), sandbox, seen, opened, key));
            process = started;
            started.onEnd(opened::ended);
            started.onNote(text -> noted(text, opened));
            if (killed) started.kill();
        } catch (IOException e) {
            LOG.warn("a custom runtime did not start: {}", e.getMessage());
            throw new InitException(Fault.ended("Runtime failed to start"));
        }
    }

    /// The shell above the extensions tells that one of them, or the runtime, has ended. A function that looks
    /// for the shell's words can tell so too; it ends itself by that, and nobody else.
    ///
    /// @param text its number and its status
    private void noted(String text, Endpoint at) {
        var words = NOTE.matcher(text);
        if (!words.matches()) return;
        var how = ProcessEnd.ofShell(Integer.parseInt(words.group(2)));
        int number = Integer.parseInt(words.group(1));
        if (number == ExtensionPrograms.RUNTIME) {
            end = how;
            at.ended();
        } else {
            at.extensionEnded(number, how);
        }
    }

    private ProcessEnd runtimeEnd() {
        var told = end;
        return told == null ? process().end() : told;
    }

    private static ProcessCommand command(
            List<String> words, Sandbox sandbox, Directories seen, Endpoint endpoint, BlankKey key) {
        var variables = new HashMap<>(sandbox.variables());
        variables.put("AWS_LAMBDA_RUNTIME_API", endpoint.address());
        if (!seen.equals(Directories.OF_LAMBDA)) {
            variables.put("LAMBDA_TASK_ROOT", seen.task());
            variables.put("TMPDIR", seen.tmp());
        }
        return new ProcessCommand(words, variables).isolated(key);
    }

    // --- invoking

    @Override
    public boolean invoke(RuntimeInvocation invocation, Reply reply) {
        failed = !serve(invocation, reply);
        if (!failed) endpoint().still(process().rests());
        return !failed;
    }

    private boolean serve(RuntimeInvocation invocation, Reply reply) {
        process().begins();
        endpoint().still(false);
        endpoint().hand(invocation);
        var answer = new StreamedReply(reply);
        while (true) {
            switch (endpoint().take()) {
                case Said.Returned(var payload) -> {
                    reply.returned(payload);
                    return awaitNext(reply);
                }
                case Said.Failed(var fault) -> {
                    reply.failed(fault);
                    return awaitNext(reply);
                }
                case Said.Streams(var contentType) -> answer.begin(contentType);
                case Said.Piece(var bytes) -> answer.write(bytes);
                case Said.StreamEnded _ -> {
                    answer.close();
                    return awaitNext(reply);
                }
                case Said.BrokeOff(var fault) -> {
                    return brokeOff(fault, reply);
                }
                case Said.ExtensionFailed(var fault) -> {
                    process().awaitLog();
                    reply.failed(fault);
                    return false;
                }
                case Said.Ended _ -> {
                    return ended(reply);
                }
                case Said.AskedForNext _,
                        Said.WaitsForExtensions _,
                        Said.FailedInit _,
                        Said.ExtensionsRegistered _,
                        Said.ExtensionsDown _ ->
                    throw new IllegalStateException("a runtime that asks before it answered");
            }
        }
    }

    private boolean brokeOff(Fault fault, Reply reply) {
        var said = endpoint().take(END_NANOS);
        if (said.filter(it -> it instanceof Said.Ended).isPresent()) return ended(reply);
        reply.failed(fault);
        return asksOn(said, reply);
    }

    private boolean ended(Reply reply) {
        if (!killed) reply.failed(Fault.ended(runtimeEnd().reason()));
        return false;
    }

    private boolean awaitNext(Reply reply) {
        return asksOn(endpoint().take(NEXT_NANOS), reply);
    }

    /// Waits until a runtime that answered asks for its next invocation. False if it ends instead, which the answer
    /// outlives.
    ///
    /// @param said what it said in time
    private boolean asksOn(Optional<Said> said, Reply reply) {
        var next = said.filter(it -> !(it instanceof Said.WaitsForExtensions));
        if (next.isEmpty()) {
            process().awaitLog();
            reply.deliver();
        }
        boolean asked = next.orElseGet(this::takeOn) instanceof Said.AskedForNext;
        if (asked || (serves && endpoint().hasExtensions())) process().awaitLog();
        else process().end();
        return asked;
    }

    private Said takeOn() {
        var next = endpoint().take();
        return next instanceof Said.WaitsForExtensions ? endpoint().take() : next;
    }

    // --- ending

    @Override
    public void kill() {
        killed = true;
        var there = process;
        var at = endpoint;
        if (serves && at != null && at.hasExtensions()) at.ended();
        else if (there != null) there.kill();
    }

    @Override
    public long maxMemoryUsed() {
        var there = process;
        if (there == null) return -1;
        return endpoint().hasPrograms() ? there.mostMemoryBelow() : there.mostMemory();
    }

    @Override
    public String memoryMeasure() {
        return "the most resident memory that the first process had, or was seen to have with all it started; with"
                + " extensions, the sum of theirs and the runtime's";
    }

    @Override
    public Duration shutdown() {
        var at = endpoint;
        if (!serves || at == null || !at.hasExtensions()) return Duration.ZERO;
        return at.hasPrograms() ? SHUTDOWN : SHUTDOWN_OF_RUNTIME;
    }

    @Override
    public void close() {
        var there = process;
        var at = endpoint;
        boolean served = serves;
        serves = false;
        if (served && there != null && at != null && at.hasExtensions() && there.isAlive()) shutDown(there, at);
        if (there != null) there.close();
        if (at != null) at.close();
    }

    /// Tells the runtime to end, and once it has, the extensions. When a part of the time is over, the shell above
    /// the extensions kills the runtime.
    private void shutDown(RunningProgram there, Endpoint at) {
        var limit = at.hasPrograms() ? SHUTDOWN : SHUTDOWN_OF_RUNTIME;
        long begun = System.nanoTime();
        there.begins();
        at.still(false);
        if (end == null) {
            there.terminate();
            awaitEnd(there, at, begun + (at.hasPrograms() ? RUNTIMES_SHARE : limit).toNanos());
        }
        if (end == null && at.hasPrograms()) {
            there.terminate();
            awaitEnd(there, at, begun + RUNTIMES_SHARE.plus(KILLED).toNanos());
        }
        if (!at.hasPrograms()) return;
        var reason = killed ? "timeout" : failed ? "failure" : "spindown";
        long left = limit.toNanos() - (System.nanoTime() - begun);
        at.shutDown(reason, System.currentTimeMillis() + left / 1_000_000);
        awaitDown(there, at, begun + limit.toNanos());
    }

    private void awaitEnd(RunningProgram there, Endpoint at, long until) {
        while (end == null
                && there.isAlive()
                && at.take(until - System.nanoTime()).isPresent()) {
            // What is said now is of no account.
        }
    }

    private static void awaitDown(RunningProgram there, Endpoint at, long until) {
        while (there.isAlive()) {
            var said = at.take(until - System.nanoTime());
            if (said.isEmpty() || said.get() instanceof Said.ExtensionsDown) return;
        }
    }
}
