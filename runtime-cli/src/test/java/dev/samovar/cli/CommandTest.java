package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command as a process: what a shell sees of it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CommandTest {
    @TempDir
    static Path directory;

    private static Path echo;
    private static Path broken;

    @BeforeAll
    static void build() {
        echo = Packages.jar(directory, "echo", Packages.ECHO);
        broken = Packages.jar(directory, "broken", Packages.BROKEN);
    }

    private record Ended(int status, byte[] out, String err) {}

    private static Process start(String... args) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-cp",
                Packages.classPath(),
                Main.class.getName()));
        line.addAll(List.of(args));
        return new ProcessBuilder(line)
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private static Ended run(byte[] in, String... args) {
        try {
            var process = start(args);
            try (var to = process.getOutputStream()) {
                to.write(in);
            }
            var out = process.getInputStream().readAllBytes();
            return new Ended(waitFor(process), out, Files.readString(directory.resolve("err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int waitFor(Process process) {
        return process.onExit().join().exitValue();
    }

    @Test
    void saysNothingOfNodesThatItDoesNotStart() throws IOException {
        var script = Files.createDirectories(directory.resolve("script"));
        Files.writeString(script.resolve("index.js"), "exports.handler = async () => 'tea';");

        var ended = run(new byte[0], "invoke", script.toString(), "--runtime", "nodejs22.x");

        assertThat(ended.out()).isEqualTo("\"tea\"".getBytes(StandardCharsets.UTF_8));
        assertThat(ended.err()).doesNotContain("there is no Node");
    }

    @Test
    void writesThePayloadsBytesAloneToStandardOutput() {
        var event = "[\"tea\u2028\ud83c\udf75\",\r\n 1.50]".getBytes(StandardCharsets.UTF_8);

        var ended = run(event, "invoke", echo.toString(), "--event", "-");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isEqualTo(event);
        assertThat(ended.err())
                .contains("samovar: runtime java25, since it holds Java classes; handler app.Echo, the only one in it")
                .contains("\nSTART RequestId: ", "\nto standard output\n", "\nEND RequestId: ", "\nREPORT RequestId: ");
    }

    @Test
    void runsAJavaFunctionInASandboxedJvm() {
        var ended = run(new byte[] {'7'}, "invoke", echo.toString(), "--event", "-", "--isolation", "PROCESS");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo(new byte[] {'7'});
    }

    @Test
    void endsWith1AndTheErrorsPayloadWhenTheFunctionFails() {
        var ended = run(new byte[0], "invoke", broken.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(new String(ended.out(), StandardCharsets.UTF_8))
                .startsWith("{\"errorMessage\":\"no tea\",\"errorType\":\"java.lang.IllegalStateException\"")
                .endsWith("}");
        assertThat(ended.err()).endsWith("samovar: the function failed: java.lang.IllegalStateException: no tea\n");
    }

    @Test
    void endsWith2AndNothingOnStandardOutputWhenUsedWrongly() {
        var ended = run(new byte[0], "invoke", echo + ".gone");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualTo("samovar: there is nothing at " + echo
                        + ".gone: give a jar, a zip, or the directory that would be zipped\n");
    }

    @Test
    void endsWith3AndNothingOnStandardOutputWhenRefused() {
        var ended = run(new byte[0], "invoke", echo.toString(), "--engine", "node");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("No engine here runs runtime java25 on engine node with isolation IN_PROCESS");
    }

    @Test
    void leavesNothingInTheTemporaryDirectory() throws IOException {
        run(new byte[0], "invoke", echo.toString());

        try (var left = Files.list(directory.resolve("tmp"))) {
            assertThat(left.filter(it -> it.getFileName().toString().startsWith("samovar")))
                    .isEmpty();
        }
    }

    @Test
    void showsLogLinesAsTheyHappen() throws IOException {
        var slow = Packages.jar(directory, "slow", """
                package app;
                public class Slow {
                    public int run(Integer port) throws Exception {
                        System.out.println("waiting");
                        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
                            return socket.getInputStream().read();
                        }
                    }
                }
                """);
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var event = Integer.toString(door.getLocalPort());
            var process = start("invoke", slow.toString(), "--handler=app.Slow::run", "--timeout=60", "--event", event);
            try (var connected = door.accept()) {
                assertThat(Files.readString(directory.resolve("err"))).contains("\nwaiting\n");
                connected.getOutputStream().write(7);
            }
            assertThat(waitFor(process)).isZero();
            assertThat(process.getInputStream().readAllBytes()).asString().isEqualTo("7");
        }
    }

    @Test
    void invokesAgainWhenTheCodeChanges() throws IOException {
        var jar = Packages.jar(directory, "watched", Packages.ECHO);
        var process = start("invoke", jar.toString(), "--event", "{}", "--watch");
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("{}");
            awaitInLog("samovar: watching ");
            Files.copy(broken, jar, StandardCopyOption.REPLACE_EXISTING);
            assertThat(out.readLine()).contains("no tea");
        } finally {
            process.destroy();
        }
        waitFor(process);
    }

    private static void awaitInLog(String text) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> Files.readString(directory.resolve("err")).contains(text));
    }
}
