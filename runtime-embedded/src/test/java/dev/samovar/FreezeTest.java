package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Children that stand still between invocations, where the host wants that.
final class FreezeTest {
    /// Answers the longest time, in milliseconds, that a thread of it and a program that it started could not run.
    private static final String PYTHON = """
            import subprocess, sys, threading, time
            longest = 0
            def watch():
                global longest
                last = time.monotonic()
                while True:
                    time.sleep(0.005)
                    now = time.monotonic()
                    longest = max(longest, now - last)
                    last = now
            threading.Thread(target=watch, daemon=True).start()
            program = subprocess.Popen(["/bin/sh", "-c", "while :; do date +%s%3N; sleep 0.02; done"], stdout=subprocess.PIPE)
            seen = []
            threading.Thread(target=lambda: [seen.append(int(line)) for line in program.stdout], daemon=True).start()
            def handler(event, context):
                if event.get("loop"):
                    time.sleep(60)
                time.sleep(0.1)
                gaps = [after - before for before, after in zip(seen, seen[1:])]
                return [int(longest * 1000), max(gaps, default=0)]
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
    void threadsAndProgramsStandStillBetweenInvocations(Confinement confinement) throws Exception {
        try (var runtime = runtime(confinement)) {
            runtime.invoke("f", Event.json("{}")).orThrow();
            Thread.sleep(1500);
            var gaps = runtime.invoke("f", Event.json("{}")).orThrow().text().split("\\D+", -1);

            assertThat(Integer.parseInt(gaps[1])).isGreaterThan(1300);
            assertThat(Integer.parseInt(gaps[2])).isGreaterThan(1300);
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
        assertThat(NodeHost.descendants("sleep 0.02")).isEmpty();
    }
}
