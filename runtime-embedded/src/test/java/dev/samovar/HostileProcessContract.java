package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.HostilePrograms.Program;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.Isolation;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a sandboxed function does to itself, and whatever programs of other hands it runs: its caller gets the
/// right answer, its next request is served, an innocent function beside it notices nothing, and nothing is left.
///
/// The languages take turns with the programs. The long form, each program in each language and all stressors of
/// `stress-ng`, is `-Dsamovar.hostile=N`, where N is how many seconds each stressor runs.
@Tag("hostile")
@TestInstance(Lifecycle.PER_CLASS)
abstract class HostileProcessContract {
    private static final int SECONDS = Integer.getInteger("samovar.hostile", 0);

    /// How much more than before this JVM may hold for a while, for reasons of its own.
    private static final int TOLERANCE = 3;

    private final String mark = "MARK=" + UUID.randomUUID();
    private final String secret = HostilePrograms.SECRET + "-" + UUID.randomUUID();

    private @Nullable FunctionRuntime started;
    private @Nullable ServerSocket server;
    private @Nullable Path directory;
    private @Nullable Path code;
    private int functions;

    abstract HostileLanguage language();

    @BeforeAll
    final void start(@TempDir Path directory) throws IOException {
        this.directory = directory;
        for (var tool : List.of(
                Tool.BWRAP,
                Tool.CURL,
                Tool.PYTHON,
                Tool.RUBY,
                Tool.STRESS_NG,
                Tool.NMAP,
                Tool.NCAT,
                Tool.STRACE,
                Tool.GDB,
                Tool.CAPSH)) tool.path();
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        code = language().code(directory, packed());
        Files.writeString(directory.resolve(secret), secret);
        started = Samovar.builder()
                .isolation(Isolation.PROCESS)
                .processes(ChildProcesses.builder()
                        .directory(Files.createDirectory(directory.resolve("p")))
                        .build())
                .directory(Files.createDirectory(directory.resolve("runtime")))
                .blanks(0)
                .initLimit(Duration.ofMinutes(1))
                .killGrace(Busy.GRACE)
                .build();
        runtime()
                .create(language()
                        .function("innocent", code())
                        .environment("KEPT", secret)
                        .timeout(Duration.ofMinutes(2)));
        innocent();
    }

    @AfterAll
    final void stop() throws IOException {
        runtime().close();
        Objects.requireNonNull(server).close();
    }

    private FunctionRuntime runtime() {
        return Objects.requireNonNull(started);
    }

    private Path code() {
        return Objects.requireNonNull(code);
    }

    // --- one scenario

    /// What this JVM and its children hold.
    private record Held(int threads, int files, int paths, long processes) {}

    private Held held() {
        return new Held(
                HostResources.threads().size(),
                HostResources.openFiles().size(),
                HostResources.files(Objects.requireNonNull(directory)).size(),
                ProcessHandle.current().descendants().count());
    }

    /// A function of its own for a scenario.
    private final class Hostile implements AutoCloseable {
        private final String name = "hostile-" + functions++;
        private final String innocent = innocent();
        private final Held before;

        Hostile(Map<String, String> variables, Duration timeout) {
            awaitInnocent();
            before = held();
            runtime()
                    .create(language()
                            .function(name, code())
                            .environment(variables)
                            .environment("MARK", mark)
                            .environment("OWN", "secret-of-mine-1")
                            .environment(
                                    "PORT", "" + Objects.requireNonNull(server).getLocalPort())
                            .environment("ADDRESSES", addresses())
                            .timeout(timeout));
        }

        /// What becomes of an event, while an innocent function is invoked too.
        String outcome(String event) {
            var invocation = CompletableFuture.supplyAsync(() -> runtime().invoke(name, event(event)));
            assertThat(innocent()).isEqualTo(innocent);
            return outcomeOf(invocation.join());
        }

        void awaitEnd() {
            await().until(() -> held().processes() <= before.processes());
        }

        void servesOn() {
            assertThat(outcome("serve")).isEqualTo("served");
        }

        /// Nothing is left, and the innocent function noticed nothing.
        @Override
        public void close() {
            runtime().delete(name);
            assertThat(innocent()).isEqualTo(innocent);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(UncheckedIOException.class)
                    .untilAsserted(() -> {
                        assertThat(runtime().snapshot().inFlight()).isZero();
                        assertThat(runtime().snapshot().quarantined()).isZero();
                        assertThat(HostResources.processesWith(mark)).isEmpty();
                        var after = held();
                        assertThat(after.processes()).isLessThanOrEqualTo(before.processes());
                        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + TOLERANCE);
                        assertThat(after.files()).isLessThanOrEqualTo(before.files() + TOLERANCE);
                        assertThat(after.paths()).isLessThanOrEqualTo(before.paths());
                    });
        }
    }

    private Hostile hostile() {
        return new Hostile(Map.of(), Duration.ofMinutes(1));
    }

    private static Event event(String text) {
        return Event.json('"' + text + '"');
    }

    /// An answer without its quotes, or an error without the id of its request.
    private static String outcomeOf(Invocation invocation) {
        return switch (invocation.result()) {
            case Returned(var payload) ->
                payload.text().substring(1, payload.text().length() - 1);
            case Failed(var fault) ->
                fault.errorType() + ": "
                        + fault.errorMessage().replace("RequestId: " + invocation.requestId() + " Error: ", "");
            case InvocationResult other -> other.toString();
        };
    }

    /// The process that serves the innocent function, and its variable and its file, which only it has.
    private String innocent() {
        awaitInnocent();
        var outcome = outcomeOf(runtime().invoke("innocent", event("run innocent")));
        assertThat(outcome).endsWith(secret + " " + secret);
        return outcome;
    }

    /// A custom runtime that answered may take a moment until it asks for its next invocation.
    private void awaitInnocent() {
        await().until(() -> runtime().snapshot().environments().stream()
                .noneMatch(it -> it.function().startsWith("innocent") && it.state() == EnvironmentState.BUSY));
    }

    private static String addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(it -> !it.isLoopbackAddress() && it instanceof Inet4Address)
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- ends of its own

    @ParameterizedTest
    @CsvSource({
        "KILL,with error: signal: killed",
        "SEGV,with error: signal: (segmentation fault|aborted)",
        "7,with error: exit status 7",
        "0,without providing a reason"
    })
    final void tellsHowItEndedItself(String how, String reason) {
        try (var hostile = hostile()) {
            assertThat(hostile.outcome("end " + how)).matches("Runtime.ExitError: Runtime exited " + reason);
            hostile.servesOn();
        }
    }

    @ParameterizedTest
    @CsvSource({"KILL,with error: signal: killed", "7,with error: exit status 7"})
    final void tellsHowItEndedBeforeItServed(String how, String reason) {
        try (var hostile = new Hostile(Map.of("AT_INIT", how), Duration.ofMinutes(1))) {
            assertThat(hostile.outcome("serve")).isEqualTo("Runtime.ExitError: Runtime exited " + reason);
            assertThat(hostile.outcome("serve")).isEqualTo("Runtime.ExitError: Runtime exited " + reason);
        }
    }

    @ParameterizedTest
    @CsvSource({"KILL,with error: signal: killed", "7,with error: exit status 7"})
    final void answersThoughItEndsAfterwards(String how, String reason) {
        try (var hostile = hostile()) {
            assertThat(hostile.outcome("later " + how)).isEqualTo("served");
            hostile.awaitEnd();
            assertThat(hostile.outcome("serve")).isIn("served", "Runtime.ExitError: Runtime exited " + reason);
            hostile.servesOn();
        }
    }

    @Test
    final void isEndedAtItsDeadlineThoughItIgnoresSignals() {
        try (var hostile = new Hostile(Map.of(), Duration.ofSeconds(3))) {
            assertThat(hostile.outcome("deaf")).matches(HostilePrograms.TIMED_OUT);
            hostile.servesOn();
        }
    }

    // --- programs

    private static List<Program> packed() {
        return Stream.of(List.of(HostilePrograms.innocent()), HostilePrograms.all(), HostilePrograms.stressors(SECONDS))
                .flatMap(List::stream)
                .toList();
    }

    final Stream<Program> programs() {
        var all = HostilePrograms.all();
        return SECONDS == 0 ? inTurn(all) : Stream.concat(all.stream(), inTurn(HostilePrograms.stressors(SECONDS)));
    }

    /// Those that are this language's turn.
    private Stream<Program> inTurn(List<Program> programs) {
        int languages = HostileLanguage.values().length;
        return IntStream.range(0, programs.size())
                .filter(number -> number % languages == language().ordinal())
                .mapToObj(programs::get);
    }

    @ParameterizedTest
    @MethodSource("programs")
    final void outlives(Program program) {
        try (var hostile = new Hostile(Map.of(), Duration.ofSeconds(program.seconds()))) {
            assertThat(hostile.outcome("run " + program.name())).matches(program.answer());
            hostile.servesOn();
        }
    }
}
