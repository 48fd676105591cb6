package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Children that stand still between invocations, where the host wants that.
final class FreezeTest {
    private static final String PYTHON = """
            import subprocess, threading, time
            threading.Thread(target=lambda: [time.sleep(0.001) for _ in iter(int, 1)], daemon=True).start()
            program = subprocess.Popen(["/bin/sh", "-c", "while :; do sleep 0.0625; done"])
            def handler(event, context):
                if event.get("loop"):
                    time.sleep(60)
                return program.poll() is None
            """;

    @TempDir
    Path directory;

    private FunctionRuntime runtime(Confinement confinement) throws IOException {
        Tool.PYTHON.path();
        if (confinement == Confinement.SANDBOX) Tool.BWRAP.path();
        Files.writeString(directory.resolve("app.py"), PYTHON);
        var runtime = Samovar.builder()
                .isolation(confinement.isolation())
                .processes(ChildProcesses.builder().freeze(true).build())
                .blanks(0)
                .build();
        runtime.create(FunctionSpec.of("f", new RuntimeId("python3.13"), new Code.OnDisk(directory))
                .handler("app.handler")
                .timeout(Duration.ofSeconds(2)));
        return runtime;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GROUPS")
    void standStillBetweenInvocationsWithAllTheyStarted(Confinement confinement) throws IOException {
        try (var runtime = runtime(confinement)) {
            for (int round = 0; round < 3; round++) {
                assertThat(runtime.invoke("f", Event.json("{}")).orThrow().text())
                        .isEqualTo("true");
                await().until(FreezeTest::isStill);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GROUPS")
    void areEndedAtTheDeadlineAndWithTheRuntime(Confinement confinement) throws IOException {
        try (var runtime = runtime(confinement)) {
            runtime.invoke("f", Event.json("{}")).orThrow();
            var late = InvocationRequest.of(FunctionRef.parse("f"), Event.json("{\"loop\":true}"));
            assertThat(runtime.invoke(late).result().toString()).contains("Sandbox.Timedout");
            runtime.invoke("f", Event.json("{}")).orThrow();
        }
        assertThat(NodeHost.descendants("sleep 0.0625")).isEmpty();
    }

    /// A shell that is just starting a program waits in the system (`D`) until that, which is stopped, goes on.
    private static boolean isStill() {
        var states = states("^[^ ]*python[^ ]* -S|sleep 0.0625");
        return states.contains("T") && Set.of("T", "D").containsAll(states);
    }

    /// The states of this JVM's children with such a command line, as Linux tells them: `T` is stopped.
    private static Set<String> states(String pattern) {
        return NodeHost.descendants(pattern).stream()
                .map(process -> Path.of("/proc", Long.toString(process.pid()), "stat"))
                .flatMap(FreezeTest::state)
                .collect(Collectors.toSet());
    }

    private static Stream<String> state(Path stat) {
        try {
            var text = Files.readString(stat);
            return Stream.of(text.substring(text.lastIndexOf(')') + 2).substring(0, 1));
        } catch (IOException e) {
            // It has ended meanwhile.
            return Stream.empty();
        }
    }
}
