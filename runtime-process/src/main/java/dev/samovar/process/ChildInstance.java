package dev.samovar.process;

import dev.samovar.api.Fault;
import dev.samovar.api.LogFormat;
import dev.samovar.api.Payload;
import dev.samovar.process.confine.Directories;
import dev.samovar.spi.FrameKind;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Program;
import dev.samovar.spi.ProgramCache;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A child that waited for its function, and then runs it.
///
/// The environment's thread sends a frame and reads what comes until the child is done. A child that ends, or
/// that sends what is no frame, ends the wait.
final class ChildInstance implements Instance {
    private static final Logger LOG = LoggerFactory.getLogger(ChildInstance.class);

    /// Starts a child.
    interface Start {
        LocalChild child() throws IOException;
    }

    private final Start start;
    private volatile LocalChild child;
    private volatile boolean killed;
    private int exitStatus = -1;
    private long mostMemory = -1;
    private long enforcedBytes = Long.MAX_VALUE;

    ChildInstance(Start start) throws IOException {
        this.start = start;
        this.child = start.child();
    }

    // --- initialising

    @Override
    public void specialise(Program program, Sandbox sandbox) throws InitException {
        var cache = program.cache();
        var there = cache.flatMap(ProgramCache::directory);
        boolean makes = cache.isPresent()
                && there.isEmpty()
                && isUnused(sandbox)
                && cache.get().begin();
        enforcedBytes = program.blankKey().memoryMb() == 0
                ? Long.MAX_VALUE
                : (long) program.blankKey().memoryMb() << 20;
        try {
            if (!child.isAlive()) replace();
            var directories = child.give(sandbox, there);
            var variables = new HashMap<>(child.variables());
            variables.putAll(sandbox.variables());
            variables.remove(ProcessCommand.CACHE);
            there.ifPresent(path -> variables.put(ProcessCommand.CACHE, child.seenCache(path)));
            if (makes) variables.put(ProcessCommand.CACHE, "+");
            child.send(description(sandbox, directories, variables));
            awaitInit(makes ? cache : Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            if (!killed) LOG.warn("a child process could not be given its function: {}", e.getMessage());
            throw new InitException(ended());
        } finally {
            if (makes) cache.get().giveUp();
        }
    }

    /// Whether nothing is there of an instance before this one, which may have served invocations: what is made for
    /// other environments must not have seen any.
    private static boolean isUnused(Sandbox sandbox) {
        try (var files = Files.list(sandbox.tmp())) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /// @param cache what the child may fill
    private void awaitInit(Optional<ProgramCache> cache) throws IOException, InitException {
        while (true) {
            var frame = next();
            if (frame.isEmpty()) throw new InitException(ended());
            switch (frame.get().kind()) {
                case FrameKind.KEEP -> keep(cache, frame.get());
                case FrameKind.READY -> {
                    child.awaitMark();
                    return;
                }
                case FrameKind.INIT_FAILED -> {
                    child.awaitMark();
                    throw new InitException(fault(Fault.Kind.INIT, frame.get()));
                }
                default -> unexpected(frame.get());
            }
        }
    }

    private static void keep(Optional<ProgramCache> cache, Frame frame) throws IOException {
        if (cache.isEmpty()) unexpected(frame);
        var files = new HashMap<String, byte[]>();
        for (int i = 0; i + 1 < frame.parts().size(); i += 2) files.put(frame.text(i), frame.part(i + 1));
        cache.ifPresent(it -> it.keep(files));
    }

    /// A child that ended while it waited is nothing the function did.
    private void replace() throws IOException {
        child.close();
        child = start.child();
        if (killed) child.kill();
    }

    private static Frame description(Sandbox sandbox, Directories directories, Map<String, String> variables) {
        var version = sandbox.version();
        var spec = version.spec();
        var level = spec.logging().applicationLevel();
        var texts = new ArrayList<>(List.of(
                directories.task(),
                directories.layers(),
                directories.tmp(),
                spec.handler(),
                spec.runtime().toString(),
                version.name().value(),
                version.version().toString(),
                Integer.toString(spec.memoryMb()),
                sandbox.logGroup(),
                sandbox.logStream(),
                spec.logging().format() == LogFormat.JSON ? "JSON" : "Text",
                level == null ? "INFO" : level.name()));
        variables.forEach((name, value) -> {
            texts.add(name);
            texts.add(value);
        });
        return Frame.of(FrameKind.SPECIALISE, texts.toArray(String[]::new));
    }

    // --- invoking

    @Override
    public boolean invoke(RuntimeInvocation invocation, Reply reply) {
        try {
            child.begins();
            child.send(described(invocation));
            if (serve(reply)) {
                child.rests();
                return true;
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("the connection to a child process broke", e);
        }
        if (!killed) reply.failed(ended());
        return false;
    }

    private static Frame described(RuntimeInvocation invocation) {
        var parts = new ArrayList<byte[]>();
        for (var text : List.of(
                invocation.requestId().toString(),
                invocation.invokedFunctionArn(),
                Long.toString(invocation.deadlineMillis()),
                invocation.traceHeader(),
                invocation.clientContext().orElse(""),
                invocation.tenantId().orElse(""),
                Boolean.toString(invocation.streams()))) parts.add(text.getBytes(StandardCharsets.UTF_8));
        parts.add(invocation.event().unsafeBytes());
        return new Frame(FrameKind.INVOKE, parts);
    }

    /// Reads until the child is done with the invocation. False if it ended instead.
    private boolean serve(Reply reply) throws IOException {
        OutputStream stream = null;
        for (var next = next(); next.isPresent(); next = next()) {
            var frame = next.get();
            switch (frame.kind()) {
                case FrameKind.RETURNED -> reply.returned(Payload.owning(frame.part(0)));
                case FrameKind.FAILED -> reply.failed(fault(Fault.Kind.HANDLER, frame));
                case FrameKind.STREAM -> stream = reply.stream(frame.text(0));
                case FrameKind.PIECE -> write(stream, frame.part(0));
                case FrameKind.STREAM_END -> close(stream);
                case FrameKind.DONE -> {
                    mostMemory = Math.clamp(Long.parseLong(frame.text(0)), 0, enforcedBytes);
                    child.awaitMark();
                    return true;
                }
                default -> unexpected(frame);
            }
        }
        return false;
    }

    /// A caller that is gone, or a deadline, ends the stream and not the child.
    private static void write(@Nullable OutputStream stream, byte[] bytes) throws IOException {
        if (stream == null) throw new IOException("a piece of an answer that did not begin");
        try {
            stream.write(bytes);
        } catch (IOException e) {
            LOG.debug("a streamed answer ended before its function knew", e);
        }
    }

    private static void close(@Nullable OutputStream stream) throws IOException {
        if (stream != null) stream.close();
    }

    /// The next frame that is not about the child's end.
    private Optional<Frame> next() throws IOException {
        var frame = child.receive();
        while (frame.isPresent() && frame.get().kind() == FrameKind.EXIT) {
            exitStatus = Integer.parseInt(frame.get().text(0));
            frame = child.receive();
        }
        return frame;
    }

    private static void unexpected(Frame frame) throws IOException {
        throw new IOException("a frame of kind " + frame.kind() + " that nobody expects");
    }

    /// An error that the child described.
    private static Fault fault(Fault.Kind kind, Frame frame) {
        return new Fault(kind, frame.text(0), frame.text(1), Payload.owning(frame.part(2)));
    }

    /// How the child ended: what it said itself before, or what the system says.
    private Fault ended() {
        var seen = child.end();
        var end = exitStatus >= 0 ? ProcessEnd.status(exitStatus & 0xFF) : seen;
        return Fault.ended(end.reason());
    }

    // --- ending

    @Override
    public void kill() {
        killed = true;
        child.kill();
    }

    @Override
    public long maxMemoryUsed() {
        return Math.max(mostMemory, child.mostSeen());
    }

    @Override
    public String memoryMeasure() {
        return "the most resident memory that the process had, or was seen to have with all it started";
    }

    @Override
    public void close() {
        child.close();
    }
}
