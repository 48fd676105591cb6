package dev.samovar.benchmarks;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One function that is no Java, `script`.
final class ScriptFunction extends ChildFunction {
    /// A handler that answers its event.
    static final String ECHO = "exports.handler = async (event) => event;";

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

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
        super(code, isolation, blanks, KEEP_ALIVE, spec);
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
}
