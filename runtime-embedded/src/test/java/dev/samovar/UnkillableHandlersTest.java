package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.HostileHandlers.Hostile;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Handlers that no JVM can end: their callers are answered at the deadline all the same, and the next
/// request is served. What is quarantined keeps a processor busy until the JVM ends, so these have a JVM of
/// their own.
@Tag("unkillable")
final class UnkillableHandlersTest {
    @TempDir
    static Path directory;

    private static FunctionRuntime runtime;

    @BeforeAll
    static void start() {
        var sources = unkillable().stream().map(Hostile::source).toArray(String[]::new);
        var jar = Jars.compile(directory, "unkillable", sources);
        runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build();
        for (var hostile : unkillable())
            runtime.create(FunctionSpec.java(hostile.className(), jar)
                    .handler("hostile." + hostile.className() + "::run")
                    .timeout(Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        runtime.close(Duration.ofMillis(100));
    }

    static List<Hostile> unkillable() {
        return HostileHandlers.all().stream()
                .filter(hostile -> !hostile.killable())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("unkillable")
    void areAnsweredAllTheSame(Hostile hostile) {
        var timedOut = runtime.invoke(hostile.className(), Event.EMPTY);

        assertThat(timedOut.result()).isInstanceOf(Failed.class);
        assertThat(((Failed) timedOut.result()).fault().kind()).isEqualTo(Fault.Kind.TIMEOUT);
        assertThat(runtime.invoke(hostile.className(), Event.json("{\"calm\":true}"))
                        .orThrow()
                        .text())
                .isEqualTo("\"calm\"");
    }
}
