package dev.samovar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.LogType;
import dev.samovar.api.Version;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The promises that every bridge keeps.
///
/// A bridge's test extends this and supplies a runtime with the bridge, and one function for it. The function
/// obeys its event, an object with the member `do` and perhaps `text`:
///
/// - `echo`: answers the member `text`
/// - `nothing`: answers no value
/// - `fail`: throws an error whose message is `text`
/// - `count`: answers how often its environment was asked so, as a number kept in memory
/// - `log`: writes a line with `text` to its log
/// - `variable`: answers its environment variable named `text`
/// - `write`: writes `text` to the file `/tmp/note`
/// - `read`: answers what is in `/tmp/note`, or no value
/// - `loop`: never ends, whatever is thrown at it
/// - `large`: answers a text of 7,000,000 characters
/// - `wait`: answers after 300 milliseconds
public abstract class BridgeContract {
    private static final Duration REST = Duration.ofSeconds(10);

    private @Nullable FunctionRuntime made;

    /// For extension.
    protected BridgeContract() {}

    /// A runtime with the bridge; closed after each test.
    protected abstract FunctionRuntime runtime();

    /// The function.
    protected abstract FunctionSpec function(String name);

    @BeforeEach
    final void createTheFunction() {
        made = runtime();
        door().create(function("f").timeout(Duration.ofSeconds(30)).environment("COLOUR", "green"));
    }

    @AfterEach
    final void closeTheRuntime() {
        door().close();
    }

    final FunctionRuntime door() {
        return Objects.requireNonNull(made);
    }

    final Invocation invoke(String verb, String text) {
        return invoke("f", verb, text);
    }

    final Invocation invoke(String function, String verb, String text) {
        awaitRest();
        return door().invoke(function, event(verb, text));
    }

    /// A runtime that answered may take a moment until it asks for its next invocation, and would be given no request.
    private void awaitRest() {
        for (long end = System.nanoTime() + REST.toNanos(); System.nanoTime() < end; LockSupport.parkNanos(1_000_000)) {
            if (door().snapshot().environments().stream().noneMatch(it -> it.state() == EnvironmentState.BUSY)) return;
        }
    }

    private static Event event(String verb, String text) {
        return Event.json("{\"do\":\"" + verb + "\",\"text\":\"" + text + "\"}");
    }

    static Fault fault(Invocation invocation) {
        assertThat(invocation.result()).isInstanceOf(Failed.class);
        return ((Failed) invocation.result()).fault();
    }

    @Test
    final void answersWhatTheFunctionReturned() {
        assertThat(invoke("echo", "tea \u2615 caf\u00e9").orThrow().text()).isEqualTo("\"tea \u2615 caf\u00e9\"");
    }

    @Test
    final void answersNullForNoValue() {
        assertThat(invoke("nothing", "").orThrow().text()).isEqualTo("null");
    }

    @Test
    final void answersAnErrorAndStaysWarm() {
        assertThat(invoke("count", "").orThrow().text()).isEqualTo("1");
        var fault = fault(invoke("fail", "no tea"));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(fault.errorMessage()).isEqualTo("no tea");
        assertThat(fault.payload().text()).containsPattern("\"errorMessage\": ?\"no tea\"");
        assertThat(invoke("count", "").orThrow().text()).isEqualTo("2");
    }

    @Test
    final void initialisesOnceAndReportsItOnce() {
        assertThat(invoke("echo", "a").report().orElseThrow().optionalInit()).isPresent();
        assertThat(invoke("echo", "b").report().orElseThrow().optionalInit()).isEmpty();
    }

    @Test
    final void logsBetweenStartAndEnd() {
        var invocation = door().invoke(InvocationRequest.of(FunctionRef.parse("f"), event("log", "a line of its own"))
                .logType(LogType.TAIL));

        var id = invocation.requestId();
        assertThat(invocation.logTail().orElseThrow())
                .matches("(?s)START RequestId: " + id + " Version: \\$LATEST\n.*a line of its own.*END RequestId: " + id
                        + "\nREPORT RequestId: " + id + "\t.*");
    }

    @Test
    final void refusesAnAnswerThatIsTooLarge() {
        var fault = fault(invoke("large", ""));

        assertThat(fault.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(fault.payload().text())
                .isEqualTo(
                        "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\","
                                + "\"errorType\":\"Function.ResponseSizeTooLarge\"}");
    }

    @Test
    final void runsRequestsAtOnceInEnvironmentsOfTheirOwn() {
        var first =
                CompletableFuture.supplyAsync(() -> door().invoke("f", event("wait", "")), Thread.ofVirtual()::start);
        var second =
                CompletableFuture.supplyAsync(() -> door().invoke("f", event("wait", "")), Thread.ofVirtual()::start);

        assertThat(first.join().result()).isInstanceOf(Returned.class);
        assertThat(second.join().result()).isInstanceOf(Returned.class);
        assertThat(door().snapshot().inFlight()).isZero();
    }

    @Test
    final void runsAPublishedVersionAsItWas() {
        var published = door().publish("f");
        door().update(function("f").environment("COLOUR", "red"));

        assertThat(invoke("f:1", "variable", "COLOUR").orThrow().text()).isEqualTo("\"green\"");
        assertThat(invoke("f", "variable", "COLOUR").orThrow().text()).isEqualTo("\"red\"");
        assertThat(published.version()).isEqualTo(Version.of(1));
    }

    @Test
    final void showsLambdasVariables() {
        assertThat(invoke("variable", "AWS_LAMBDA_FUNCTION_NAME").orThrow().text())
                .isEqualTo("\"f\"");
        assertThat(invoke("variable", "AWS_EC2_METADATA_DISABLED").orThrow().text())
                .isEqualTo("\"true\"");
    }
}
