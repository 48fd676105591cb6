package dev.samovar;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.core.telemetry.MemoryLogStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/// The small print of Lambda's Node.js runtimes, beyond [NodeContract] and for every engine too. Each topic is
/// a class of its own, run for the runtimes that it names; an engine's test extends them all.
@ParameterizedClass(name = "{0}")
@TestInstance(Lifecycle.PER_CLASS)
abstract class NodeDetailContract {
    private final MemoryLogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());
    private @Nullable FunctionRuntime opened;
    private int functions;

    @TempDir
    Path directory;

    /// The runtime that the functions ask for.
    @Parameter
    String runtimeId = "";

    /// What runs the functions.
    abstract NodeEngine engine();

    @BeforeAll
    final void open() {
        opened = engine().on(Samovar.builder()
                        .isolation(Isolation.IN_PROCESS)
                        .blanks(0)
                        .initLimit(Duration.ofMinutes(1))
                        .logs(logs))
                .build();
    }

    @AfterAll
    final void close() {
        runtime().close();
    }

    final FunctionRuntime runtime() {
        return Objects.requireNonNull(opened);
    }

    /// The major version that the runtime's name tells.
    final int major() {
        return Integer.parseInt(runtimeId.substring("nodejs".length(), runtimeId.indexOf('.')));
    }

    /// A function without files yet, whose handler is `index.handler`.
    final NodeFunction function() {
        var name = "f" + functions++;
        var root = directory.resolve(name);
        var spec = FunctionSpec.node(name, root)
                .runtime(runtimeId)
                .engine(engine().name())
                .handler("index.handler");
        return new NodeFunction(runtime(), logs, root, spec);
    }

    /// A function of one file, `index.js`.
    final NodeFunction function(String index) {
        return function().file("index.js", index);
    }
}
