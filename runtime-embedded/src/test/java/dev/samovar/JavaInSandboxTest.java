package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Java functions in sandboxed JVMs, which the build's machine must be able to make (Debian's package `bubblewrap`).
final class JavaInSandboxTest {
    @TempDir
    Path directory;

    private FunctionRuntime runtime;

    @BeforeEach
    void start() {
        runtime = JavaRuntimes.of(Isolation.PROCESS);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    /// A function `f` that runs statements where its event is 0, and answers `"served"` where it is not.
    private void function(String statements) {
        runtime.create(spec("f", statements));
    }

    private FunctionSpec spec(String name, String statements) {
        var jar = Jars.compile(directory, name, """
                package app;
                import java.io.*;
                import java.net.*;
                import java.nio.file.*;
                import java.util.*;
                import java.util.stream.*;
                public class Code {
                    static Object kept;
                    static int depth;
                    static int deeper() { return depth++ + deeper(); }
                    static String whether(Tried tried) {
                        try { tried.run(); return "done"; } catch (Throwable e) { return e.getClass().getSimpleName(); }
                    }
                    interface Tried { void run() throws Throwable; }
                    public Object run(int next) throws Throwable {
                        if (next == 0) { %s }
                        return "served";
                    }
                }
                """.formatted(statements));
        return FunctionSpec.java(name, jar)
                .handler("app.Code::run")
                .memoryMb(192)
                .timeout(Duration.ofSeconds(20));
    }

    private Invocation invoke(String name, String event) {
        return runtime.invoke(
                InvocationRequest.of(FunctionRef.parse(name), Event.json(event)).logType(LogType.TAIL));
    }

    private String answer(String statements) {
        function(statements);
        return invoke("f", "0").orThrow().text();
    }

    /// How statements fail, after which the next invocation is served.
    private Invocation failing(String statements) {
        function(statements);
        var invocation = invoke("f", "0");
        assertThat(invoke("f", "1").orThrow().text()).isEqualTo("\"served\"");
        return invocation;
    }

    private static Fault fault(Invocation invocation) {
        assertThat(invocation.result()).isInstanceOf(Failed.class);
        return ((Failed) invocation.result()).fault();
    }

    // --- what it sees

    @Test
    void isAJvmOfItsOwnThatIsNotRoot() {
        var pid = ProcessHandle.current().pid();

        assertThat(answer("""
                return List.of(ProcessHandle.current().pid() == %d, System.getProperty("user.name"),
                    Files.readString(Path.of("/proc/self/status")).contains("CapEff:\\t0000000000000000"));""".formatted(pid))).isEqualTo("[false,\"sbx_user1051\",true]");
    }

    @Test
    void seesItsCodeReadOnlyAndWritesItsFiles() {
        assertThat(answer("""
                return Stream.of("/var/task/x", "/opt/x", "/var/runtime/x", "/var/runtime/main.jar", "/x", "/usr/x", "x", "/tmp/x")
                    .map(it -> whether(() -> Files.writeString(Path.of(it), "x"))).toList();"""))
                .isEqualTo("[\"FileSystemException\",\"FileSystemException\",\"FileSystemException\","
                        + "\"FileSystemException\",\"FileSystemException\",\"FileSystemException\","
                        + "\"FileSystemException\",\"done\"]");
    }

    @Test
    void worksInItsCodesDirectoryAndSoDoesWhatItStarts() {
        assertThat(answer("""
                var pwd = new ProcessBuilder("pwd").start();
                return List.of(Path.of("").toAbsolutePath().toString(), new File("app/Code.class").exists(),
                    new String(pwd.getInputStream().readAllBytes()).strip());""")).isEqualTo("[\"/var/task\",true,\"/var/task\"]");
    }

    @Test
    void hasTheFunctionsVariablesAloneAndSoHasWhatItStarts() {
        runtime.create(spec("f", """
                var env = new ProcessBuilder("env").start();
                var started = new String(env.getInputStream().readAllBytes()).lines()
                    .map(it -> it.split("=", 2)[0]).filter(it -> !it.equals("_")).collect(Collectors.toCollection(TreeSet::new));
                return List.of(System.getenv("COLOUR"), String.valueOf(System.getenv("HOME")), started.equals(new TreeSet<>(System.getenv().keySet())),
                    System.getenv().keySet().stream().anyMatch(it -> it.startsWith("SAMOVAR")));""").environment("COLOUR", "gr\u00fcn"));

        assertThat(invoke("f", "0").orThrow().text()).isEqualTo("[\"gr\u00fcn\",\"null\",true,false]");
    }

    @Test
    void seesNothingOfTheHostsFiles() throws IOException {
        var secret = Files.writeString(directory.resolve("secret"), "x");

        assertThat(answer("""
                return List.of(Files.exists(Path.of("%s")), Files.exists(Path.of("/root")), Files.exists(Path.of("/home")),
                    Files.exists(Path.of("/etc/shadow")));""".formatted(secret))).isEqualTo("[false,false,false,false]");
    }

    /// JDKs of Debian's packages have links to there.
    @Test
    void seesTheSettingsOfJdks() throws IOException {
        try (var all = Files.list(Path.of("/etc"))) {
            var there = all.filter(it -> it.getFileName().toString().matches("java(-.*)?"))
                    .map(it -> "\"" + it + "\"")
                    .sorted()
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(answer("""
                    return Stream.of(new File("/etc").list()).filter(it -> it.startsWith("java")).map(it -> "/etc/" + it).sorted().toList();""")).isEqualTo(there);
        }
    }

    @Test
    void seesNoProcessesButItsOwn() {
        assertThat(answer("""
                return ProcessHandle.allProcesses().map(it -> Path.of(it.info().command().orElse("?")).getFileName().toString())
                    .sorted().toList();""")).isIn("[\"bwrap\",\"java\"]", "[\"?\",\"java\"]");
    }

    @Test
    void reachesNoServer() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(answer("""
                    var all = new ArrayList<String>();
                    for (var it : List.of(new InetSocketAddress("127.0.0.1", %d), new InetSocketAddress("169.254.169.254", 80), new InetSocketAddress("192.0.2.1", 80)))
                        all.add(whether(() -> { try (var socket = new Socket()) { socket.connect(it, 500); } }));
                    return all;""".formatted(server.getLocalPort())))
                    .isEqualTo("[\"ConnectException\",\"SocketException\",\"SocketException\"]");
        }
    }

    @Test
    void seesNothingOfAnotherFunction() {
        runtime.create(spec("other", "return Files.writeString(Path.of(\"/tmp/other\"), \"x\").toString();"));
        assertThat(invoke("other", "0").orThrow().text()).isEqualTo("\"/tmp/other\"");

        assertThat(answer("return new File(\"/tmp\").list();")).isEqualTo("[]");
    }

    @Test
    void hasAHeapOfItsOwnSize() {
        assertThat(answer("return Runtime.getRuntime().maxMemory() <= 128L << 20;"))
                .isEqualTo("true");
    }

    // --- how it ends

    @Test
    void endsWhenTheHeapIsFull() {
        var invocation = failing("for (var all = new ArrayList<byte[]>(); ; ) all.add(new byte[1 << 20]);");

        assertThat(fault(invocation).errorType()).isEqualTo("Runtime.ExitError");
        assertThat(fault(invocation).errorMessage()).endsWith("Runtime exited with error: exit status 3");
        assertThat(invocation.logTail().orElseThrow()).contains("java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void endsWhenAnotherThreadFillsTheHeap() {
        var invocation = failing("""
                new Thread(() -> { var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 20]); }).start();
                Thread.sleep(60_000);""");

        assertThat(fault(invocation).errorMessage()).endsWith("Runtime exited with error: exit status 3");
    }

    @Test
    void isKilledForMemoryThatIsNoHeap() {
        var invocation = failing("""
                var arena = java.lang.foreign.Arena.global();
                while (true) arena.allocate(1 << 20).fill((byte) 1);""");

        assertThat(fault(invocation).errorType()).isEqualTo("Runtime.ExitError");
        assertThat(fault(invocation).errorMessage()).endsWith("Runtime exited with error: signal: killed");
    }

    @Test
    void isKilledForTheMemoryOfWhatItStarted() {
        var invocation = failing(
                "new ProcessBuilder(\"sh\", \"-c\", \"tail -c 400m /dev/zero | tail -n 1 | wc -c\").start().waitFor();");

        assertThat(fault(invocation).errorMessage()).endsWith("Runtime exited with error: signal: killed");
    }

    @Test
    void endsAtTheDeadlineWhateverItLoopsIn() {
        runtime.create(spec("f", "java.math.BigInteger.TEN.pow(Integer.MAX_VALUE / 64).pow(3).toString();")
                .timeout(Duration.ofSeconds(2)));

        assertThat(fault(invoke("f", "0")).errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(invoke("f", "1").orThrow().text()).isEqualTo("\"served\"");
        assertThat(runtime.snapshot().quarantined()).isZero();
    }

    @Test
    void endsAtTheDeadlineThoughItsThreadsHoldMonitors() {
        runtime.create(spec("f", """
                var lock = new Object();
                var held = new java.util.concurrent.CountDownLatch(1);
                new Thread(() -> { synchronized (lock) { held.countDown(); while (true) { } } }).start();
                held.await();
                synchronized (lock) { return 1; }""").timeout(Duration.ofSeconds(2)));

        assertThat(fault(invoke("f", "0")).errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(invoke("f", "1").orThrow().text()).isEqualTo("\"served\"");
    }

    @Test
    void tellsADeepRecursionAndEnds() {
        assertThat(fault(failing("return deeper();")).errorType()).isEqualTo("java.lang.StackOverflowError");
    }

    @Test
    void anInterruptEndsWithItsInvocation() {
        function("Thread.currentThread().interrupt(); return kept = ProcessHandle.current().pid();");
        var pid = invoke("f", "0").orThrow().text();

        assertThat(invoke("f", "0").orThrow().text()).isEqualTo(pid);
        assertThat(invoke("f", "1").orThrow().text()).isEqualTo("\"served\"");
    }

    @Test
    void exitsByHaltAndByASignal() {
        assertThat(fault(failing("Runtime.getRuntime().halt(9);")).errorMessage())
                .endsWith("Runtime exited with error: exit status 9");
        runtime.delete("f");
        assertThat(fault(
                                failing(
                                        "new ProcessBuilder(\"sh\", \"-c\", \"kill -SEGV $PPID\").start().waitFor(); Thread.sleep(60_000);"))
                        .errorMessage())
                .contains("Runtime exited with error: signal: ");
    }

    @Test
    void hasAFloodOfOutputInItsLogBeforeItsEnd() {
        function("for (int i = 0; i < 200_000; i++) System.out.println(\"line \" + i); return \"flooded\";");

        var invocation = invoke("f", "0");

        assertThat(invocation.orThrow().text()).isEqualTo("\"flooded\"");
        assertThat(invocation.logTail().orElseThrow()).containsPattern("line 199999\nEND RequestId");
        assertThat(invoke("f", "1").orThrow().text()).isEqualTo("\"served\"");
    }

    @Test
    void runsManyThreads() {
        assertThat(answer("""
                var all = IntStream.range(0, 200).mapToObj(it -> new Thread(() -> { kept = it; })).toList();
                all.forEach(Thread::start);
                for (var it : all) it.join();
                return kept != null;""")).isEqualTo("true");
    }

    @Test
    void tellsTheMemoryOfTheProcess() {
        function("return 1;");

        assertThat(invoke("f", "0").report().orElseThrow().maxMemoryMb()).isBetween(20, 192);
    }

    @Test
    void readsOptionsOfTheJvmThatTheFunctionSets() {
        runtime.create(
                spec("f", "return System.getProperty(\"colour\");").environment("JAVA_TOOL_OPTIONS", "-Dcolour=red"));

        assertThat(invoke("f", "0").orThrow().text()).isEqualTo("\"red\"");
    }

    // --- how it begins

    @Test
    void beginsFromACacheThatItCannotWrite() {
        function("""
                var cache = Files.readString(Path.of("/proc/self/maps")).contains("/var/runtime/java.aot");
                if (!cache) return "none yet";
                var tried = whether(() -> Files.newOutputStream(Path.of("/var/runtime/java.aot"), StandardOpenOption.WRITE));
                return tried.equals("done") ? "written" : "refused";""");
        var fresh =
                InvocationRequest.of(FunctionRef.parse("f"), Event.json("0")).freshEnvironment(true);

        await().atMost(Duration.ofMinutes(1))
                .until(() -> runtime.invoke(fresh).orThrow().text(), "\"refused\""::equals);
    }

    @Test
    void takesAJvmThatWaitsForWhateverFunction() {
        runtime.close();
        runtime = Samovar.builder()
                .isolation(Isolation.PROCESS)
                .processes(Confinement.SANDBOX.launcher())
                .blanks(1)
                .build();
        function("return 1;");
        invoke("f", "0");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> runtime.snapshot().environments().stream()
                        .anyMatch(it -> it.state() == EnvironmentState.BLANK));
        long now = System.currentTimeMillis();
        runtime.create(spec("g", """
                return List.of(java.lang.management.ManagementFactory.getRuntimeMXBean().getStartTime() < %dL,
                    System.getenv("COLOUR"), Path.of("").toAbsolutePath().toString());""".formatted(now)).runtime("java17").environment("COLOUR", "red"));

        assertThat(invoke("g", "0").orThrow().text()).isEqualTo("[true,\"red\",\"/var/task\"]");
    }
}
