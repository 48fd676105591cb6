package dev.samovar;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.RuntimeId;
import dev.samovar.core.telemetry.MemoryLogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What the tests of scripts' engines run functions on: a runtime for each way to keep children together,
/// without blanks, opened when it is needed.
final class ScriptHost implements AutoCloseable {
    private final MemoryLogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());
    private final Map<Confinement, FunctionRuntime> opened = new ConcurrentHashMap<>();
    private final AtomicInteger functions = new AtomicInteger();

    FunctionRuntime runtime(Confinement confinement) {
        return opened.computeIfAbsent(
                confinement,
                how -> Samovar.builder()
                        .isolation(how.isolation())
                        .processes(how.launcher())
                        .blanks(0)
                        .initLimit(Duration.ofMinutes(1))
                        .logs(logs)
                        .build());
    }

    /// A function without files yet, whose handler is `app.handler`.
    NodeFunction function(Confinement confinement, String runtimeId, Path directory) {
        var name = "f" + functions.incrementAndGet();
        var root = directory.resolve(name);
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var spec = FunctionSpec.of(name, new RuntimeId(runtimeId), new Code.OnDisk(root))
                .handler("app.handler");
        return new NodeFunction(runtime(confinement), logs, root, spec);
    }

    @Override
    public void close() {
        opened.values().forEach(FunctionRuntime::close);
    }
}
