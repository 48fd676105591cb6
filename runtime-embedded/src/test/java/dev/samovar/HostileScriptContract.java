package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.HostileScripts.End;
import dev.samovar.HostileScripts.Hostile;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.Isolation;
import dev.samovar.core.telemetry.MemoryLogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every caller of a Node.js handler that means no good is answered at the deadline at the latest, the host stays
/// well, and the next request of the function is served.
@TestInstance(Lifecycle.PER_CLASS)
abstract class HostileScriptContract {
    private final MemoryLogStore logs = new MemoryLogStore(1L << 20, Clock.systemUTC());
    private @Nullable FunctionRuntime started;

    abstract NodeEngine engine();

    static List<Hostile> scripts() {
        return HostileScripts.all();
    }

    @BeforeAll
    final void start(@TempDir Path directory) throws IOException {
        started = engine().on(Samovar.builder()
                        .isolation(Isolation.IN_PROCESS)
                        .initLimit(Duration.ofMinutes(1))
                        .killGrace(Duration.ofSeconds(2))
                        .logs(logs))
                .build();
        for (var script : scripts()) {
            var root = Files.createDirectories(directory.resolve(script.name()));
            Files.writeString(root.resolve("index.js"), script.source());
            runtime()
                    .create(FunctionSpec.node(script.name(), root)
                            .handler("index.handler")
                            .engine(engine().name())
                            .timeout(Duration.ofSeconds(script.end() == End.TIMEOUT ? 2 : 20)));
        }
    }

    @AfterAll
    final void stop() {
        runtime().close(Duration.ofMillis(100));
    }

    private FunctionRuntime runtime() {
        return Objects.requireNonNull(started);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("scripts")
    void isAnsweredAndLeavesTheFunctionWell(Hostile script) {
        var result = runtime().invoke(script.name(), Event.EMPTY).result();

        assertEnd(script, result);
        // What it did to its own environment can cost the next request; then it has a new one.
        if (script.family().equals("Poison")) calm(script);
        assertThat(calm(script)).isInstanceOf(Returned.class);
    }

    private InvocationResult calm(Hostile script) {
        return runtime().invoke(script.name(), Event.json("{\"calm\":true}")).result();
    }

    private void assertEnd(Hostile script, InvocationResult result) {
        switch (script.end()) {
            case TIMEOUT -> assertThat(kindOf(result)).as("%s", result).isEqualTo(Fault.Kind.TIMEOUT);
            case EXIT -> assertThat(kindOf(result)).as("%s", result).isEqualTo(Fault.Kind.EXIT);
            case FAILURE -> assertThat(result).isInstanceOf(Failed.class);
            case ANY -> assertThat(result).isNotNull();
            case ANSWER -> assertThat(kindOf(result)).isNotEqualTo(Fault.Kind.TIMEOUT);
        }
        var text = result instanceof Returned(var payload) ? payload.text() : "";
        if (script.family().equals("Host")) assertThat(text).doesNotContain("java.lang.");
        // What a child process sees of the machine's files is for its sandbox to say.
        if (script.family().equals("Jail") && engine() == NodeEngine.GRAALJS)
            assertThat(text).doesNotContain("root:");
    }

    private static Fault.@Nullable Kind kindOf(InvocationResult result) {
        return result instanceof Failed(var fault) ? fault.kind() : null;
    }
}
