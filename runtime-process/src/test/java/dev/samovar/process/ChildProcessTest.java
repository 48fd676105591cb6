package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for children, whether they have namespaces or not.
abstract class ChildProcessTest {
    final LocalLauncher launcher;

    @TempDir
    Path directory;

    ChildProcessTest(LocalLauncher launcher) {
        this.launcher = launcher;
    }

    @AfterEach
    void close() {
        launcher.close();
    }

    LocalChild start() throws IOException {
        return launcher.child(command("obeys"));
    }

    static ProcessCommand command(String what) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessCommand(
                List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        what),
                Map.of("COLOUR", "green"));
    }

    static String ask(LocalChild child, String verb, String text) throws IOException {
        child.send(Frame.of(2, verb, text));
        return child.receive().orElseThrow().text(0);
    }

    FakeSandbox sandbox() throws IOException {
        return new FakeSandbox(
                Files.createDirectories(directory.resolve("code")), Files.createDirectories(directory.resolve("tmp")));
    }

    @Test
    void talksWithAChild() throws IOException {
        try (var child = start()) {
            assertThat(ask(child, "echo", "tea \u2615")).isEqualTo("tea \u2615");
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void givesAChildItsVariablesAndNoneOfTheHost() throws IOException {
        try (var child = start()) {
            assertThat(ask(child, "variables", "").split(","))
                    .contains("COLOUR", ProcessCommand.SOCKET, ProcessCommand.TOKEN)
                    .doesNotContain("HOME", "JAVA_HOME", "USER");
        }
    }

    @Test
    void tellsWhatAChildWroteThatDidNotConnect() {
        assertThatThrownBy(() -> launcher.child(command("quits")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit status 3")
                .hasMessageContaining("no kettle");
    }

    @Test
    void tellsThatAProgramIsMissing() {
        assertThatThrownBy(() -> launcher.child(new ProcessCommand(List.of("/no/such/program"), Map.of())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void tellsHowAChildEnded() throws IOException {
        try (var child = start()) {
            child.send(Frame.of(2, "exit", "7"));
            assertThat(child.receive()).isEmpty();
            assertThat(child.end()).isEqualTo(ProcessEnd.status(7));
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void tellsWhichSignalEndedAChild() throws IOException {
        try (var child = start()) {
            var pid = ask(child, "start", "sleep 60");
            assertThat(pid).isNotEmpty();
            child.kill();
            assertThat(child.end()).isEqualTo(ProcessEnd.signal(9));
        }
    }

    @Test
    void logsWhatAChildWritesBeforeItsMark() throws IOException {
        var sandbox = sandbox();
        try (var child = start()) {
            child.give(sandbox, Optional.empty());
            ask(child, "print", "one\ntwo");
            child.awaitMark();
            assertThat(sandbox.text()).isEqualTo("one\ntwo");
            ask(child, "print", "x".repeat(1_000_000));
            child.awaitMark();
            assertThat(sandbox.text()).hasSize(1_000_007);
        }
    }

    @Test
    void givesALogWhatWasWrittenBeforeThereWasOne() throws IOException {
        var sandbox = sandbox();
        try (var child = start()) {
            ask(child, "print", "early\n");
            child.awaitMark();
            child.give(sandbox, Optional.empty());
            assertThat(sandbox.text()).isEqualTo("early\n");
        }
    }

    @Test
    void endsWhatAChildStarted() throws IOException {
        ProcessHandle grandchild;
        try (var child = start()) {
            ask(child, "start", "sleep 61");
            grandchild = running("sleep", "61");
        }
        await().until(() -> !grandchild.isAlive());
    }

    @Test
    void doesNotWaitForAGrandchildThatHoldsTheOutput() throws IOException {
        var child = start();
        ask(child, "start", "setsid sleep 62");
        var grandchild = running("sleep", "62");
        try {
            child.kill();
            child.end();
            child.close();
            assertThat(child.isAlive()).isFalse();
        } finally {
            grandchild.destroyForcibly();
        }
    }

    @Test
    void endsItsChildrenWhenItIsClosed() throws IOException {
        var child = start();
        launcher.close();

        assertThat(child.isAlive()).isFalse();
        assertThatThrownBy(this::start).isInstanceOf(IOException.class);
    }

    /// The one process that was started so, waited for.
    private static ProcessHandle running(String program, String argument) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> ProcessHandle.current()
                                .descendants()
                                .filter(it ->
                                        it.info().commandLine().orElse("").matches(".*\\b" + program + " " + argument))
                                .filter(it ->
                                        !it.info().commandLine().orElse("").contains("setsid"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
