package dev.samovar.process.custom;

import dev.samovar.api.Fault;
import dev.samovar.process.confine.Directories;
import dev.samovar.process.runtimeapi.Endpoint;
import dev.samovar.process.runtimeapi.RuntimeApi;
import dev.samovar.process.runtimeapi.Said;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One process of a custom runtime.
///
/// The environment's thread waits for what the runtime says, until it asks for its next invocation or ends.
final class CustomInstance implements Instance {
    private static final Logger LOG = LoggerFactory.getLogger(CustomInstance.class);

    /// How long a runtime that answered may take to ask for the next invocation before its caller is told the
    /// answer. Most ask at once, and a caller who waited finds the environment ready for another request.
    private static final long NEXT_NANOS = 100_000_000L;

    /// How long the end of a process may take to be seen after that of its connections.
    private static final long END_NANOS = 1_000_000_000L;

    private final Programs programs;
    private final RuntimeApi api;
    private final BlankKey key;
    private @Nullable Endpoint endpoint;
    private volatile @Nullable RunningProgram process;
    private volatile boolean killed;

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
        begin(bootstrap, sandbox);
        switch (endpoint().take()) {
            case Said.AskedForNext _ -> process().awaitLog();
            case Said.FailedInit(var fault) -> {
                process().awaitLog();
                throw new InitException(fault);
            }
            case Said.Ended _ ->
                throw new InitException(Fault.ended(process().end().reason()));
            case Said.Returned _, Said.Failed _, Said.BrokeOff _, Said.Streams _, Said.Piece _, Said.StreamEnded _ ->
                throw new IllegalStateException("an answer without an invocation");
        }
    }

    private void begin(Bootstrap bootstrap, Sandbox sandbox) throws InitException {
        try {
            var socket = programs.socket(key.isolation());
            var opened = api.open(sandbox.initializationType().equals("snap-start"), socket);
            endpoint = opened;
            var started =
                    programs.start(sandbox, key.isolation(), socket, seen -> command(bootstrap, sandbox, seen, opened));
            process = started;
            started.onEnd(opened::ended);
            if (killed) started.kill();
        } catch (IOException e) {
            LOG.warn("a custom runtime did not start: {}", e.getMessage());
            throw new InitException(Fault.ended("Runtime failed to start"));
        }
    }

    private ProcessCommand command(Bootstrap bootstrap, Sandbox sandbox, Directories seen, Endpoint endpoint) {
        var variables = new HashMap<>(sandbox.variables());
        variables.put("AWS_LAMBDA_RUNTIME_API", endpoint.address());
        if (!seen.equals(Directories.OF_LAMBDA)) {
            variables.put("LAMBDA_TASK_ROOT", seen.task());
            variables.put("TMPDIR", seen.tmp());
        }
        return new ProcessCommand(List.of(bootstrap.path(seen)), variables).isolated(key);
    }

    // --- invoking

    @Override
    public boolean invoke(RuntimeInvocation invocation, Reply reply) {
        process().begins();
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
                case Said.Ended _ -> {
                    return ended(reply);
                }
                case Said.AskedForNext _, Said.FailedInit _ ->
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
        var reason = process().end().reason();
        if (!killed) reply.failed(Fault.ended(reason));
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
        if (said.isEmpty()) {
            process().awaitLog();
            reply.deliver();
        }
        boolean asked = said.orElseGet(endpoint()::take) instanceof Said.AskedForNext;
        if (asked) process().awaitLog();
        else process().end();
        return asked;
    }

    // --- ending

    @Override
    public void kill() {
        killed = true;
        var there = process;
        if (there != null) there.kill();
    }

    @Override
    public long maxMemoryUsed() {
        return process().mostMemory();
    }

    @Override
    public String memoryMeasure() {
        return "the most resident memory that the first process had, or was seen to have with all it started";
    }

    @Override
    public void close() {
        var there = process;
        if (there != null) there.close();
        if (endpoint != null) endpoint.close();
    }
}
