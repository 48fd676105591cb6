package dev.samovar.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.Payload;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/// A user's test class gets a runtime of its own, commands it, and leaves nothing behind.
@SamovarTest(virtualClock = true)
@DeclareFunction(
        name = "declared",
        code = "target/test-classes",
        handler = "dev.samovar.junit.SamovarTestTest$Greeter",
        environment = "COLOUR=green")
final class SamovarTestTest {

    /// A handler in the test's own classes.
    public static final class Greeter implements RequestHandler<Map<String, String>, String> {
        @Override
        public String handleRequest(Map<String, String> event, Context context) {
            context.getLogger().log("greeting\n");
            return "hello " + event.get("name") + " " + System.getenv("COLOUR");
        }
    }

    @BeforeAll
    static void hostFunction(FunctionRuntime runtime) {
        runtime.create("coded", (event, context) -> Payload.json("\"coded\""));
    }

    @Test
    void invokesWhatWasDeclaredAndReadsItsLog(TestRuntime samovar) {
        assertThat(samovar.invoke("declared", Event.json("{\"name\":\"tea\"}"))
                        .orThrow()
                        .text())
                .isEqualTo("\"hello tea green\"");
        assertThat(samovar.logOf("declared")).contains("greeting\n");
        assertThat(samovar.count("samovar.invocations", "declared")).isEqualTo(1.0);
    }

    @Test
    void injectsRefusalsAndFaults(TestRuntime samovar) {
        samovar.throttleNext("coded");
        samovar.failNext("coded", "app.Broken", "a \"quoted\" reason");

        assertThat(samovar.invoke("coded", Event.EMPTY).result())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(429));
        assertThat(samovar.invoke("coded", Event.EMPTY).result())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().payload().text())
                                .isEqualTo(
                                        "{\"errorMessage\":\"a \\\"quoted\\\" reason\",\"errorType\":\"app.Broken\"}"));
        assertThat(samovar.invoke("coded", Event.EMPTY).orThrow().text()).isEqualTo("\"coded\"");
    }

    @Test
    void startsColdWhenAsked(TestRuntime samovar) {
        samovar.create("cold", (event, context) -> Payload.NULL);
        samovar.invoke("cold", Event.EMPTY);
        assertThat(samovar.invoke("cold", Event.EMPTY).report().orElseThrow().optionalInit())
                .isEmpty();

        samovar.coldStartNext("cold");
        assertThat(samovar.invoke("cold", Event.EMPTY).report().orElseThrow().optionalInit())
                .isPresent();
    }

    @Test
    void deadlinesPassWhenTheClockIsMoved(TestRuntime samovar) throws InterruptedException {
        var entered = new CountDownLatch(1);
        samovar.create(FunctionSpec.host("slow", (event, context) -> {
                    entered.countDown();
                    new CountDownLatch(1).await();
                    return Payload.NULL;
                })
                .timeout(Duration.ofMinutes(15)));
        var answer = new CompletableFuture<Invocation>();
        Thread.ofVirtual().start(() -> answer.complete(samovar.invoke("slow", Event.EMPTY)));
        entered.await();

        samovar.advance(Duration.ofMinutes(16));

        assertThat(answer.join().result())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().errorType()).isEqualTo("Sandbox.Timedout"));
    }

    /// A class of a user, run inside this test.
    @SamovarTest
    static class Users {
        private static final AtomicReference<@Nullable TestRuntime> SEEN = new AtomicReference<>();

        @Test
        void usesIt(TestRuntime samovar) {
            SEEN.set(samovar);
            samovar.create("f", (event, context) -> Payload.NULL);
            samovar.invoke("f", Event.EMPTY).orThrow();
        }
    }

    @Test
    void everythingIsGoneAfterTheClass() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Users.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1));

        var seen = Objects.requireNonNull(Users.SEEN.get());
        assertThat(seen.snapshot().environments()).isEmpty();
        assertThat(seen.invoke("f", Event.EMPTY).result())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().message()).isEqualTo("The runtime is closed."));
    }

    /// A class of a user, each of whose tests leaves something behind.
    @SamovarTest
    static class Untidy {
        @BeforeAll
        static void hostFunction(TestRuntime samovar) {
            samovar.create("f", (event, context) -> {
                context.logger().log(event.text() + "\n");
                return Payload.NULL;
            });
            samovar.invoke("f", Event.json("0"));
        }

        @RepeatedTest(3)
        void seesOnlyItsOwn(TestRuntime samovar, RepetitionInfo repetition) {
            assertThat(samovar.count("samovar.invocations", "f")).isZero();
            assertThat(samovar.logOf("f")).isEmpty();

            var event = Event.json(Integer.toString(repetition.getCurrentRepetition()));
            samovar.invoke("f", event).orThrow();
            assertThat(samovar.count("samovar.invocations", "f")).isEqualTo(1);
            assertThat(samovar.logOf("f"))
                    .filteredOn(line -> line.matches("\\d\n"))
                    .containsExactly(event.text() + "\n");
            assertThat(samovar.invoke("f", event).report().orElseThrow().optionalInit())
                    .isEmpty();

            samovar.throttleNext("f");
            samovar.coldStartNext("f");
        }
    }

    @Test
    void eachTestMethodBeginsAnew() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Untidy.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(3));
    }
}
