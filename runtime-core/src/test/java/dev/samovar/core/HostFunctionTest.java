package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.LogType;
import dev.samovar.api.Payload;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.Version;
import dev.samovar.spi.LogEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A handler of the host is a function with versions, aliases, limits, logs and deadlines like any other.
final class HostFunctionTest {
    @TempDir
    Path directory;

    private TestEngines options;
    private Engine engine;

    @BeforeEach
    void start() {
        options = new TestEngines(directory);
        engine = options.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void answersWithWhatTheHandlerReturned() {
        engine.create("greet", (event, context) -> Payload.json("{\"hello\":" + event.text() + "}"));

        var invocation = engine.invoke("greet", Event.json("\"world\""));

        assertThat(invocation.orThrow().text()).isEqualTo("{\"hello\":\"world\"}");
        assertThat(invocation.executedVersion()).contains(Version.LATEST);
        assertThat(invocation.report()).isPresent();
    }

    @Test
    void reportsWhatTheHandlerThrewInTheShapeOfTheJavaRuntime() {
        engine.create("broken", (event, context) -> {
            throw new IllegalStateException("no tea");
        });

        var result = engine.invoke("broken", Event.EMPTY).result();

        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault().errorType()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failed.fault().payload().text())
                    .startsWith(
                            "{\"errorMessage\":\"no tea\",\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":[\"")
                    .doesNotContain("dev.samovar.core.Call");
        });
    }

    @Test
    void anInterruptEndsWithItsInvocation() {
        engine.create("interrupts", (event, context) -> {
            boolean before = Thread.currentThread().isInterrupted();
            Thread.currentThread().interrupt();
            return Payload.json(Boolean.toString(before));
        });
        var request = InvocationRequest.of(FunctionRef.parse("interrupts"), Event.EMPTY);

        for (int i = 0; i < 100; i++)
            assertThat(engine.invoke(request).orThrow().text()).isEqualTo("false");
        for (int i = 0; i < 2; i++)
            assertThat(engine.invokeOnCaller(request).orThrow().text()).isEqualTo("false");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCallersOwnInterruptIsKeptFromTheHandlerAndGivenBack() {
        engine.create(
                "asks",
                (event, context) ->
                        Payload.json(Boolean.toString(Thread.currentThread().isInterrupted())));
        var request = InvocationRequest.of(FunctionRef.parse("asks"), Event.EMPTY);
        engine.invokeOnCaller(request);

        Thread.currentThread().interrupt();
        var answer = engine.invokeOnCaller(request);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.orThrow().text()).isEqualTo("false");
    }

    @Test
    void refusesWhatDoesNotExistInLambdasWords() {
        assertThat(engine.invoke("nobody:live", Event.EMPTY).result())
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.refusal().status()).isEqualTo(404);
                    assertThat(refused.refusal().code()).isEqualTo("ResourceNotFoundException");
                    assertThat(refused.refusal().message())
                            .isEqualTo(
                                    "Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody:live");
                });
    }

    @Test
    void refusesAnEventThatIsNotJson() {
        engine.create("echo", (event, context) -> Payload.of(event.toByteArray()));

        for (var bad : new String[] {"{", "nope", "{} {}", "[".repeat(1_000_000)}) {
            assertThat(engine.invoke("echo", Event.json(bad)).result())
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.refusal().status()).isEqualTo(400);
                        assertThat(refused.refusal().code()).isEqualTo("InvalidRequestContentException");
                    });
        }
        byte[] notUtf8 = {'"', (byte) 0xC3, (byte) 0x28, '"'};
        assertThat(engine.invoke("echo", Event.json(notUtf8)).result()).isInstanceOf(Refused.class);
    }

    @Test
    void routesThroughVersionsAndAliases() {
        engine.create("greet", (event, context) -> Payload.json("\"" + context.functionVersion() + "\""));
        var first = engine.publish("greet");
        engine.alias("greet", "live").to(first);

        assertThat(engine.publish("greet").version())
                .as("nothing changed since")
                .isEqualTo(Version.of(1));
        engine.update(FunctionSpec.host("greet", (event, context) -> Payload.json("\"new\"")));
        var second = engine.publish("greet");

        assertThat(second.version()).isEqualTo(Version.of(2));
        assertThat(engine.invoke("greet:live", Event.EMPTY).orThrow().text()).isEqualTo("\"1\"");
        assertThat(engine.invoke("greet:2", Event.EMPTY).orThrow().text()).isEqualTo("\"new\"");
        engine.alias("greet", "live").to(second.version(), first.version(), 1.0);
        assertThat(engine.invoke("greet:live", Event.EMPTY).executedVersion()).contains(Version.of(1));
        assertThatThrownBy(() -> engine.delete("greet:1"))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        e -> assertThat(e.refusal().status()).isEqualTo(409));
    }

    @Test
    void throttlesBeyondItsReservation() throws InterruptedException {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        engine.create("slow", (event, context) -> {
            entered.countDown();
            leave.await();
            return Payload.NULL;
        });
        engine.control().putFunctionConcurrency(FunctionRef.parse("slow").name(), 1);
        var first = Thread.ofVirtual().start(() -> engine.invoke("slow", Event.EMPTY));
        entered.await();

        var second = engine.invoke("slow", Event.EMPTY);

        assertThat(second.result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().status()).isEqualTo(429);
            assertThat(refused.refusal().optionalReason())
                    .contains("ReservedFunctionConcurrentInvocationLimitExceeded");
            assertThat(refused.refusal().optionalRetryAfter()).isPresent();
        });
        leave.countDown();
        first.join();
    }

    @Test
    void answersAtTheDeadlineAndServesTheNextInvoke() {
        var calls = new AtomicInteger();
        engine.create(FunctionSpec.host("stuck", (event, context) -> {
                    if (calls.getAndIncrement() == 0) new CountDownLatch(1).await();
                    return Payload.json("\"again\"");
                })
                .timeout(Duration.ofSeconds(1)));

        var late = engine.invoke("stuck", Event.EMPTY);

        assertThat(late.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault().errorType()).isEqualTo("Sandbox.Timedout");
            assertThat(failed.fault().payload().text())
                    .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: " + late.requestId()
                            + " Error: Task timed out after 1.00 seconds\"}");
        });
        assertThat(engine.invoke("stuck", Event.EMPTY).orThrow().text()).isEqualTo("\"again\"");
        assertThat(engine.snapshot().inFlight()).isZero();
    }

    @Test
    void quarantinesAHandlerThatDoesNotEnd() {
        var leave = new CountDownLatch(1);
        engine.create(FunctionSpec.host("hog", (event, context) -> {
                    while (leave.getCount() > 0) Thread.onSpinWait();
                    return Payload.NULL;
                })
                .timeout(Duration.ofSeconds(1)));

        assertThat(engine.invoke("hog", Event.EMPTY).result()).isInstanceOf(Failed.class);
        assertThat(engine.snapshot().quarantined()).isEqualTo(1);
        assertThat(engine.snapshot().inFlight()).isEqualTo(1);

        leave.countDown();
        await().until(() -> engine.snapshot().inFlight() == 0);
        assertThat(engine.snapshot().quarantined()).isZero();
    }

    @Test
    void aSinkIsToldOfAHandlerThatDoesNotEndAndHasItsLogSoFar() throws Exception {
        var leave = new CountDownLatch(1);
        engine.create(FunctionSpec.host("hog", (event, context) -> {
                    context.logger().log("begun\n");
                    while (leave.getCount() > 0) Thread.onSpinWait();
                    return Payload.NULL;
                })
                .timeout(Duration.ofSeconds(1)));
        var told = new CompletableFuture<String>();

        engine.start(
                InvocationRequest.of(FunctionRef.parse("hog"), Event.EMPTY).logType(LogType.TAIL),
                ended -> told.complete(ended.logTail().orElseThrow() + ended.report()));

        assertThat(told.get(10, TimeUnit.SECONDS)).contains("\nbegun\n").endsWith("Optional.empty");
        leave.countDown();
    }

    @Test
    void theLogOfAHandlerThatComesBackBeforeItsReportIsWhole() {
        var leave = new CountDownLatch(1);
        engine.create(FunctionSpec.host("hog", (event, context) -> {
                    while (leave.getCount() > 0) Thread.onSpinWait();
                    return Payload.NULL;
                })
                .timeout(Duration.ofSeconds(1)));

        // The sink is told before END and REPORT are written.
        engine.start(InvocationRequest.of(FunctionRef.parse("hog"), Event.EMPTY), ended -> {
            leave.countDown();
            await().until(() -> engine.snapshot().inFlight() == 0);
        });

        await().untilAsserted(() -> {
            var stream = options.logs.streams("/aws/lambda/hog").getFirst();
            assertThat(options.logs.events("/aws/lambda/hog", stream).stream()
                            .map(LogEvent::message)
                            .map(line -> line.split(" ")[0]))
                    .containsExactly("INIT_START", "START", "END", "REPORT");
        });
    }

    @Test
    void logsStartEndAndReportToTheByte() {
        engine.create("chatty", (event, context) -> {
            context.logger().log("hello\n");
            return Payload.NULL;
        });

        var request =
                InvocationRequest.of(FunctionRef.parse("chatty"), Event.EMPTY).logType(LogType.TAIL);
        var invocation = engine.invoke(request);

        var id = invocation.requestId();
        assertThat(invocation.logTail().orElseThrow())
                .matches("START RequestId: " + id + " Version: \\$LATEST\nhello\nEND RequestId: " + id
                        + "\nREPORT RequestId: " + id
                        + "\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB"
                        + "\tInit Duration: \\d+\\.\\d\\d ms\t\n");
        var stream = options.logs.streams("/aws/lambda/chatty").getFirst();
        assertThat(options.logs.events("/aws/lambda/chatty", stream).stream()
                        .map(LogEvent::message)
                        .map(line -> line.split(" ")[0]))
                .containsExactly("INIT_START", "START", "hello\n", "END", "REPORT");
    }

    @Test
    void collectsAStreamForACallerThatWantsNone() {
        engine.create("stream", (event, context) -> {
            try (var out = context.responseStream()) {
                out.write("a".getBytes(StandardCharsets.UTF_8));
                out.write("b".getBytes(StandardCharsets.UTF_8));
            }
            return Payload.NULL;
        });

        assertThat(engine.invoke("stream", Event.EMPTY).orThrow().text()).isEqualTo("ab");
    }

    @Test
    void runsOnTheCallersThreadWhenAsked() {
        engine.create(
                "here",
                (event, context) -> Payload.json("\"" + Thread.currentThread().threadId() + "\""));

        var request = InvocationRequest.of(FunctionRef.parse("here"), Event.EMPTY);

        assertThat(engine.invokeOnCaller(request).orThrow().text())
                .isEqualTo("\"" + Thread.currentThread().threadId() + "\"");
        assertThat(engine.invoke(request).orThrow().text())
                .isNotEqualTo("\"" + Thread.currentThread().threadId() + "\"");
    }
}
