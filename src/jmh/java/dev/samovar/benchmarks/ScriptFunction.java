package dev.samovar.benchmarks;

import dev.samovar.Samovar;
import dev.samovar.api.Code;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A runtime with one function that is no Java, `script`, and its calls.
final class ScriptFunction implements ChildFunction {
    /// A handler that answers its event.
    static final String ECHO = "exports.handler = async (event) => event;";

    /// Longer than the pauses between the calls of a measurement, and short, so that few environments of past
    /// calls stay.
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

    private final FunctionRuntime runtime;
    private final Path directory;
    private final FunctionRef reference = FunctionRef.parse("script");
    private final byte[] event = Answer.event();

    /// @param index the function's only file
    /// @param engine what it is pinned to, or null for none
    /// @param blanks how many are kept
    ScriptFunction(String index, @Nullable String engine, int blanks) throws IOException {
        this(directoryOf(index), engine, blanks);
    }

    /// @param code the function's files, removed with the function
    ScriptFunction(Path code, @Nullable String engine, int blanks) {
        this(
                code,
                blanks,
                Isolation.IN_PROCESS,
                pinned(FunctionSpec.node("script", code).handler("index.handler"), engine));
    }

    /// @param code the function's files, removed with the function
    ScriptFunction(Path code, int blanks, Isolation isolation, FunctionSpec spec) {
        directory = code;
        runtime = Samovar.builder()
                .isolation(isolation)
                .processes(ChildProcesses.launcher())
                .startsPerTenSeconds(1_000_000)
                .keepAlive(KEEP_ALIVE)
                .initLimit(Duration.ofMinutes(1))
                .blanks(blanks)
                .build();
        runtime.create(spec.timeout(Duration.ofMinutes(5)));
    }

    private static FunctionSpec pinned(FunctionSpec spec, @Nullable String engine) {
        return engine == null ? spec : spec.engine(engine);
    }

    /// A Python function that answers its event, on the Python that this machine prefers.
    ///
    /// @param blanks how many are kept
    static ScriptFunction python(int blanks) throws IOException {
        var code = Files.createTempDirectory("samovar-benchmarks-");
        Files.writeString(code.resolve("app.py"), "def handler(event, context):\n    return event\n");
        var runtime = ChildProcesses.nearest(new RuntimeId("python3.13")).orElseThrow();
        var spec = FunctionSpec.of("script", runtime, new Code.OnDisk(code)).handler("app.handler");
        return new ScriptFunction(code, blanks, Isolation.IN_PROCESS, spec);
    }

    private static Path directoryOf(String index) throws IOException {
        var directory = Files.createTempDirectory("samovar-benchmarks-");
        Files.writeString(directory.resolve("index.js"), index);
        return directory;
    }

    @Override
    public FunctionRuntime runtime() {
        return runtime;
    }

    /// The engine that runs it.
    String engine() {
        return runtime.control().getFunction(reference).engine();
    }

    @Override
    public Payload warm() {
        return runtime.invoke(request()).orThrow();
    }

    @Override
    public Payload cold() {
        return runtime.invoke(request().freshEnvironment(true)).orThrow();
    }

    @Override
    public void awaitBlank() {
        while (runtime.snapshot().environments().stream().noneMatch(one -> one.state() == EnvironmentState.BLANK))
            LockSupport.parkNanos(this, 500_000);
    }

    private InvocationRequest request() {
        return InvocationRequest.of(reference, Event.owning(event));
    }

    @Override
    public void close() {
        runtime.close();
        Trees.delete(directory);
    }
}
