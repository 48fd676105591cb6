package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.AliasName;
import dev.samovar.api.Event;
import dev.samovar.api.EventInvokeConfig.Change;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Handler;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Accepted;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Payload;
import dev.samovar.api.RecursiveLoop;
import dev.samovar.api.Version;
import dev.samovar.core.seam.ManualTime;
import dev.samovar.spi.DestinationSender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Asynchronous events on a clock that the test moves.
///
/// Source: contract of invocations, "Async (Event)".
@Timeout(60)
final class AsyncEventsTest {
    private static final FunctionName F = new FunctionName("f");
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue";
    private static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<UUID> ran = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Engine started;

    @BeforeEach
    void start() {
        var options = new TestEngines(directory);
        options.seams = time.seams();
        options.senders.add(new DestinationSender() {
            @Override
            public boolean sends(String arn) {
                return arn.contains(":sqs:");
            }

            @Override
            public void send(String arn, Message message) {
                told.add(arn.substring(arn.lastIndexOf(':') + 1) + " " + message.body() + " "
                        + message.attributes().getOrDefault("ErrorMessage", ""));
            }
        });
        started = options.start();
    }

    @AfterEach
    void stop() {
        engine().close();
    }

    private Engine engine() {
        if (started == null) throw new IllegalStateException();
        return started;
    }

    private void create(Handler handler) {
        engine().create(FunctionSpec.host("f", (event, context) -> {
                    ran.add(UUID.fromString(context.requestId()));
                    return handler.handle(event, context);
                })
                .timeout(Duration.ofMinutes(15))
                .deadLetters(DEAD));
    }

    private void rules(@Nullable Integer retries, @Nullable Integer age) {
        engine().control().eventInvokeConfigs().put(F, null, new Change(retries, age, QUEUE, QUEUE));
    }

    private UUID send(String function) {
        var accepted = engine().invoke(function, Event.json("{\"n\":1}"), InvocationType.EVENT);
        assertThat(accepted.result()).isInstanceOf(Accepted.class);
        assertThat(accepted.executedVersion()).isEmpty();
        return accepted.requestId();
    }

    /// Waits until the last of so many runs has failed and its next attempt has its time.
    private void awaitRetry(int runs) {
        await().until(() -> ran.size() == runs && engine().snapshot().waitingEvents() == 1);
    }

    private void awaitRuns(int runs) {
        await().until(() -> ran.size() == runs && engine().snapshot().inFlight() == 0);
    }

    @Test
    void whatSucceedsIsTold() {
        create((event, context) -> Payload.json("{\"ok\":" + event.text() + "}"));
        rules(null, null);

        var id = send("f");

        await().until(() -> told.size() == 1);
        assertThat(ran).containsExactly(id);
        assertThat(told.getFirst())
                .startsWith("queue {\"version\":\"1.0\",\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"requestContext\":{"
                        + "\"requestId\":\"" + id + "\",\"functionArn\":\"" + ARN + "f:$LATEST\","
                        + "\"condition\":\"Success\",\"approximateInvokeCount\":1},\"requestPayload\":{\"n\":1},"
                        + "\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\"},"
                        + "\"responsePayload\":{\"ok\":{\"n\":1}}} ");
    }

    @Test
    void whatFailsIsTriedAgainAfterAMinuteAndAfterTwo() {
        create((event, context) -> {
            throw new IllegalStateException("no");
        });
        rules(null, null);

        var id = send("f");

        awaitRetry(1);
        time.advance(Duration.ofSeconds(59));
        assertThat(ran).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        awaitRetry(2);
        time.advance(Duration.ofSeconds(119));
        assertThat(ran).hasSize(2);
        time.advance(Duration.ofSeconds(1));
        awaitRuns(3);
        await().until(() -> told.size() == 2);
        assertThat(ran).containsOnly(id);
        assertThat(told)
                .anySatisfy(record -> assertThat(record)
                        .contains("\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3")
                        .contains("\"functionError\":\"Unhandled\""))
                .anySatisfy(letter -> assertThat(letter).isEqualTo("dead {\"n\":1} no"));
        time.advance(Duration.ofHours(7));
        assertThat(ran).hasSize(3);
    }

    @Test
    void retriesCanBeFewer() {
        create((event, context) -> {
            throw new IllegalStateException("no");
        });
        rules(0, null);

        send("f");

        await().until(() -> told.size() == 2);
        assertThat(ran).hasSize(1);
    }

    @Test
    void anEventGetsTooOldForAnotherTry() {
        create((event, context) -> {
            throw new IllegalStateException("no");
        });
        rules(2, 90);

        send("f");
        awaitRetry(1);
        time.advance(Duration.ofMinutes(1));

        await().until(() -> told.size() == 2);
        assertThat(told)
                .anySatisfy(record -> assertThat(record)
                        .contains("\"condition\":\"EventAgeExceeded\",\"approximateInvokeCount\":2")
                        .contains("\"functionError\":\"Unhandled\""));
    }

    @Test
    void aThrottleIsNoAttempt() {
        var leave = new CountDownLatch(1);
        create((event, context) -> {
            leave.await();
            return Payload.NULL;
        });
        engine().control().putFunctionConcurrency(F, 1);
        rules(0, null);

        var first = send("f");
        await().until(() -> ran.size() == 1);
        var second = send("f");
        time.advance(Duration.ofMinutes(10));
        assertThat(ran).containsExactly(first);
        leave.countDown();

        awaitRuns(2);
        assertThat(ran).containsExactly(first, second);
        await().until(() -> told.size() == 2);
        assertThat(told)
                .allSatisfy(record ->
                        assertThat(record).contains("\"condition\":\"Success\",\"approximateInvokeCount\":1"));
    }

    @Test
    void whatIsThrottledTooLongIsGivenUp() {
        var leave = new CountDownLatch(1);
        create((event, context) -> {
            leave.await();
            return Payload.NULL;
        });
        engine().control().putFunctionConcurrency(F, 1);
        rules(0, 60);
        send("f");
        await().until(() -> ran.size() == 1);

        send("f");
        for (var i = 0; i < 130; i++) time.advance(Duration.ofSeconds(1));

        await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return told.size() >= 2;
        });
        assertThat(told)
                .anySatisfy(record -> assertThat(record)
                        .contains("\"condition\":\"EventAgeExceeded\",\"approximateInvokeCount\":0")
                        .doesNotContain("responseContext"));
        leave.countDown();
    }

    @Test
    void nothingRunsWhereNothingIsReserved() {
        create((event, context) -> Payload.NULL);
        engine().control().putFunctionConcurrency(F, 0);
        rules(null, null);

        send("f");

        await().until(() -> told.size() == 2);
        assertThat(ran).isEmpty();
        assertThat(told)
                .anySatisfy(record -> assertThat(record)
                        .contains("\"condition\":\"ZeroReservedConcurrency\",\"approximateInvokeCount\":0")
                        .doesNotContain("responseContext"));
    }

    @Test
    void aFunctionCanBeTheDestination() {
        var got = Collections.synchronizedList(new ArrayList<String>());
        engine().create("listener", (event, context) -> {
            got.add(event.text());
            return Payload.NULL;
        });
        create((event, context) -> Payload.json("7"));
        engine().control().eventInvokeConfigs().put(F, null, new Change(null, null, ARN + "listener", null));

        send("f");

        await().until(() -> got.size() == 1);
        assertThat(got.getFirst()).contains("\"condition\":\"Success\"", "\"responsePayload\":7");
    }

    @Test
    void functionsThatCallEachOtherForEverAreStopped() {
        create((event, context) -> Payload.json("1"));
        engine().create("g", (event, context) -> Payload.json("2"));
        engine().control().eventInvokeConfigs().put(F, null, new Change(null, null, ARN + "g", QUEUE));
        var g = new FunctionName("g");
        engine().control().eventInvokeConfigs().put(g, null, new Change(null, null, ARN + "f", null));

        send("f");

        await().until(() -> told.size() == 2);
        assertThat(ran).hasSize(16);
        assertThat(told)
                .anySatisfy(record -> assertThat(record)
                        .contains("\"condition\":\"RecursiveInvocation\",\"approximateInvokeCount\":0"));
    }

    @Test
    void functionsThatMayCallEachOtherForEver() {
        create((event, context) -> Payload.json("1"));
        engine().control().putRecursionConfig(F, RecursiveLoop.ALLOW);
        var header = "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=40:" + digest() + ":40";
        var request = InvocationRequest.of(FunctionRef.of(F), Event.json("1")).traceHeader(header);

        assertThat(engine().invoke(request).result()).isInstanceOf(Returned.class);
        engine().control().putRecursionConfig(F, RecursiveLoop.TERMINATE);
        assertThat(engine().invoke(request).result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().status()).isEqualTo(400);
            assertThat(refused.refusal().code()).isEqualTo("RecursiveInvocationException");
        });
    }

    private static String digest() {
        return String.format("%08x", (ARN + "f").hashCode());
    }

    @Test
    void theRulesAreThoseOfTheQualifierThatWasInvoked() {
        var runs = new AtomicInteger();
        create((event, context) -> {
            runs.incrementAndGet();
            throw new IllegalStateException("no");
        });
        engine().publish("f");
        engine().control().createAlias(F, new AliasName("live"), new Version(1), null, "");
        rules(0, null);

        send("f:live");

        awaitRetry(1);
        time.advance(Duration.ofMinutes(1));
        await().until(() -> runs.get() == 2);
        assertThat(told).isEmpty();
    }

    @Test
    void whatWaitsRunsOnTheCodeOfThen() {
        create((event, context) -> {
            throw new IllegalStateException("old");
        });
        send("f");
        awaitRetry(1);
        var answered = new CountDownLatch(1);

        engine().update(FunctionSpec.host("f", (event, context) -> {
            answered.countDown();
            return Payload.NULL;
        }));
        time.advance(Duration.ofMinutes(1));

        await().until(() -> answered.getCount() == 0);
    }

    @Test
    void whatHasNoRoomIsRefused() {
        create((event, context) -> Payload.NULL);
        engine().control().putFunctionConcurrency(F, 1);
        var leave = new CountDownLatch(1);
        engine().create("busy", (event, context) -> {
            leave.await();
            return Payload.NULL;
        });
        var large = Event.json("\"" + "x".repeat(1_000_000) + "\"");
        var refused = 0;
        for (var i = 0; i < 100; i++) {
            var result = engine().invoke("busy", large, InvocationType.EVENT).result();
            if (result instanceof Refused(var refusal)) {
                refused++;
                assertThat(refusal.status()).isEqualTo(429);
                assertThat(refusal.reason()).isEqualTo("CallerRateLimitExceeded");
            }
        }
        assertThat(refused).isEqualTo(100 - 67);
        leave.countDown();
        await().until(() -> engine().invoke("busy", large, InvocationType.EVENT).result() instanceof Accepted);
    }

    @Test
    void aThousandEventsAllRun() {
        create((event, context) -> Payload.NULL);
        engine().control().putFunctionConcurrency(F, 3);

        for (var i = 0; i < 1000; i++) send("f");

        await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return ran.size() >= 1000;
        });
        assertThat(ran).hasSize(1000).doesNotHaveDuplicates();
    }
}
