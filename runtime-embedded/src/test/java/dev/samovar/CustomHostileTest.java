package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.LogType;
import dev.samovar.api.RuntimeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a custom runtime does, its caller gets the right error, the next request is served, and no process is left.
@ParameterizedClass
@EnumSource
final class CustomHostileTest {
    @TempDir
    Path directory;

    @Parameter
    Confinement confinement = Confinement.NAMESPACES;

    private @Nullable FunctionRuntime made;

    private FunctionRuntime runtime() {
        var there = made;
        if (there == null) {
            there = Samovar.builder()
                    .isolation(confinement.isolation())
                    .initLimit(Duration.ofSeconds(2))
                    .processes(confinement.launcher())
                    .build();
            made = there;
        }
        return there;
    }

    private void function(Map<String, String> variables) {
        runtime()
                .create(FunctionSpec.of(
                                "f",
                                new RuntimeId("provided.al2023"),
                                new Code.OnDisk(CustomPrograms.python(directory, "hostile")))
                        .handler("hostile")
                        .environment(variables)
                        .timeout(Duration.ofSeconds(2)));
    }

    private Invocation invoke(String what, String how) {
        var event = Event.json("{\"do\":\"" + what + "\",\"how\":\"" + how + "\"}");
        return runtime()
                .invoke(InvocationRequest.of(FunctionRef.parse("f"), event).logType(LogType.TAIL));
    }

    private String answer(String what) {
        return invoke(what, "").orThrow().text();
    }

    private static Fault fault(Invocation invocation) {
        assertThat(invocation.result()).isInstanceOf(Failed.class);
        return ((Failed) invocation.result()).fault();
    }

    @AfterEach
    void leavesNothing() {
        try (var closed = runtime()) {
            await().untilAsserted(
                            () -> assertThat(closed.snapshot().quarantined()).isZero());
            await().untilAsserted(() -> assertThat(closed.snapshot().inFlight()).isZero());
        }
        await().untilAsserted(() -> assertThat(NodeHost.descendants("(bootstrap|sleep 6)").stream()
                        .map(process -> process.pid() + " " + process.info().commandLine()))
                .isEmpty());
    }

    private void servesOn() {
        assertThat(answer("")).matches("\"\\w+\"");
    }

    private static void assertExit(Invocation invocation, String reason) {
        var message = "RequestId: " + invocation.requestId() + " Error: Runtime exited " + reason;
        assertThat(fault(invocation).payload().text())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGKILL,with error: signal: killed",
        "SIGSEGV,with error: signal: segmentation fault",
        "exit1,with error: exit status 1",
        "exit255,with error: exit status 255",
        "exit0,without providing a reason"
    })
    void tellsHowARuntimeEndedInItsInvocation(String how, String reason) {
        function(Map.of());
        answer("");

        assertExit(invoke("dieRunning", how), reason);
        servesOn();
    }

    /// A host whose callers wait on the JVM's common pool leaves no thread of it free.
    @Test
    void tellsHowARuntimeEndedThoughTheCommonPoolIsBusy() {
        function(Map.of());
        answer("");
        var released = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++)
            ForkJoinPool.commonPool().submit(() -> {
                released.await();
                return true;
            });
        try {
            assertExit(invoke("dieRunning", "SIGKILL"), "with error: signal: killed");
        } finally {
            released.countDown();
        }
        servesOn();
    }

    @ParameterizedTest
    @CsvSource({
        "SIGKILL,with error: signal: killed",
        "SIGSEGV,with error: signal: segmentation fault",
        "exit3,with error: exit status 3",
        "exit0,without providing a reason"
    })
    void tellsHowARuntimeEndedWhileItWasInitialised(String how, String reason) {
        function(Map.of("DIES_IN_INIT", how));

        assertExit(invoke("", ""), reason);
        assertExit(invoke("", ""), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dieInAnswer", "dieInStream"})
    void tellsHowARuntimeEndedWithinItsAnswer(String what) {
        function(Map.of());

        assertExit(invoke(what, "SIGKILL"), "with error: signal: killed");
        servesOn();
        assertExit(invoke(what, "exit4"), "with error: exit status 4");
        servesOn();
    }

    @Test
    void answersThoughTheRuntimeEndsAfterwards() {
        function(Map.of());
        var first = invoke("dieAnswered", "exit1").orThrow().text();

        assertThat(answer("")).isNotEqualTo(first);
        assertThat(invoke("dieAnswered", "SIGKILL").orThrow().text()).isNotEmpty();
        servesOn();
    }

    @Test
    void tellsTheNextInvocationThatTheRuntimeEndedBeforeIt() {
        function(Map.of());
        invoke("dieWaiting", "exit9").orThrow();
        await().until(() -> NodeHost.descendants("bootstrap").isEmpty());

        assertExit(invoke("", ""), "with error: exit status 9");
        servesOn();
    }

    @Test
    void answersAtTheDeadlineForOneThatDoesNotAnswer() {
        function(Map.of());

        assertThat(fault(invoke("silent", "")).errorType()).isEqualTo("Sandbox.Timedout");
        servesOn();
    }

    @Test
    void givesUpOneThatNeverAsks() {
        function(Map.of("SLEEPS_IN_INIT", "1"));

        assertThat(fault(invoke("", "")).errorType()).isEqualTo("Sandbox.Timedout");
    }

    @Test
    void answersForOneThatAsksNoMore() {
        function(Map.of());
        var first = answer("asksNoMore");

        assertThat(answer("")).isNotEqualTo(first);
        await().until(() -> runtime().snapshot().inFlight() == 0);
    }

    @Test
    void tellsOfAnAnswerThatWasCutOff() {
        function(Map.of());
        var first = answer("");

        assertThat(fault(invoke("hangUpInAnswer", "")).errorType()).isEqualTo("Runtime.TruncatedResponse");
        assertThat(answer("")).isEqualTo(first);
    }

    @Test
    void givesTheInvocationAgainToOneWhoLostIt() {
        function(Map.of());

        assertThat(answer("asksAgain")).isEqualTo("true");
        assertThat(answer("hangsUp")).matches("\"\\w+\"");
        servesOn();
    }

    @Test
    void refusesWhatDoesNotFit() {
        function(Map.of());

        assertThat(answer("unknownId")).isEqualTo("400");
        assertThat(answer("lateInitError")).isEqualTo("403");
        var twice = invoke("twice", "");
        assertThat(twice.orThrow().text()).matches("\"\\w+\"");
        assertThat(twice.logTail().orElseThrow()).contains("second: 400\n");
        servesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "halves"})
    void outlivesConnectionsThatAreNone(String what) {
        function(Map.of());
        var first = answer(what);

        assertThat(answer("")).isEqualTo(first);
    }

    @Test
    void doesNotWaitForOneWhoHoldsTheOutput() {
        function(Map.of());

        // Without namespaces what left its group lives on, here for six seconds.
        assertThat(invoke("holdsTheOutput", confinement == Confinement.GROUPS ? "" : "6")
                        .orThrow()
                        .text())
                .matches("\"\\w+\"");
        servesOn();
        assertExit(invoke("dieRunning", "exit1"), "with error: exit status 1");
        servesOn();
    }

    @Test
    void endsAFloodAtTheDeadline() {
        function(Map.of());

        assertThat(fault(invoke("flood", "")).errorType()).isEqualTo("Sandbox.Timedout");
        servesOn();
    }
}
