package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What extensions that are programs are promised.
///
/// Sources: AWS Lambda developer guide, "Using the Lambda Extensions API to create extensions"; "Understanding the
/// Lambda execution environment lifecycle".
@ParameterizedClass
@EnumSource
final class ExtensionTest {
    private static final String ECHO = ExtensionFunction.ECHO;

    @TempDir
    Path directory;

    @Parameter
    Confinement confinement = Confinement.NAMESPACES;

    private @Nullable ExtensionFunction made;

    private ExtensionFunction function() {
        return Objects.requireNonNull(made);
    }

    @BeforeEach
    void begin() {
        made = new ExtensionFunction(directory, confinement);
    }

    @AfterEach
    void leavesNothing() {
        function().close();
        await().untilAsserted(() ->
                assertThat(NodeHost.descendants("(bootstrap|extensions/)")).isEmpty());
    }

    @Test
    void hearsOfEachInvocation() {
        function()
                .with(
                        "tea",
                        "register '\"INVOKE\",\"SHUTDOWN\"'; cat $tmp/tea-function; echo; while next; do echo \"$event\"; done")
                .create(ECHO);

        var first = function().invoke("{\"n\":1}");
        var second = function().invoke("{\"n\":2}");

        assertThat(first.orThrow().text()).isEqualTo("{\"n\":1}");
        assertThat(second.orThrow().text()).isEqualTo("{\"n\":2}");
        assertThat(function().logged())
                .contains("{\"functionName\":\"f\",\"functionVersion\":\"$LATEST\",\"handler\":\"tea\"}")
                .contains("EXTENSION\tName: tea\tState: Ready\tEvents: [INVOKE, SHUTDOWN]")
                .anyMatch(line -> line.matches(
                        "\\{\"eventType\":\"INVOKE\",\"deadlineMs\":\\d+,\"requestId\":\"" + first.requestId()
                                + "\",\"invokedFunctionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:f\","
                                + "\"tracing\":\\{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=.*\"}}"))
                .anyMatch(line -> line.contains(second.requestId().toString()) && line.startsWith("{\"eventType"));
    }

    @Test
    void startsBeforeTheRuntime() {
        function()
                .with("tea", "sleep 0.3; echo brewed >$tmp/tea; register '\"INVOKE\"'; while next; do :; done")
                .create("tea=$(cat ${TMPDIR:-/tmp}/tea); while next; do answer \"\\\"$tea\\\"\"; done");

        assertThat(function().answer("{}")).isEqualTo("\"brewed\"");
    }

    @Test
    void hasTheFunctionsVariablesButThoseOfTheRuntime() {
        function()
                .with("tea", "env; register '\"INVOKE\"'; while next; do :; done")
                .create(ECHO, spec -> spec.environment(java.util.Map.of("TEA", "green")));

        function().answer("{}");

        assertThat(function().logged())
                .contains("TEA=green", "AWS_LAMBDA_FUNCTION_NAME=f")
                .noneMatch(
                        line -> line.matches("(_HANDLER|AWS_EXECUTION_ENV|AWS_LAMBDA_LOG_\\w+|LAMBDA_TASK_ROOT)=.*"));
    }

    @Test
    void isDoneWithAnInvocationOnlyWhenItAsksAgain() {
        function()
                .with("tea", "register '\"INVOKE\"'; while next; do sleep 0.5; echo flushed; done")
                .create(ECHO);

        long begun = System.nanoTime();
        var first = function().invoke("{}");
        first.orThrow();
        var told = Duration.ofNanos(System.nanoTime() - begun);
        first.logTail();

        assertThat(told).isLessThan(Duration.ofSeconds(5));
        assertThat(first.report().orElseThrow().duration()).isGreaterThan(Duration.ofMillis(450));
        assertThat(first.logTail().orElseThrow()).contains("flushed\nEND RequestId");
    }

    @Test
    void isToldToEnd() {
        function()
                .with(
                        "tea",
                        "register '\"INVOKE\",\"SHUTDOWN\"'; while next; do case $event in *SHUTDOWN*) echo \"$event\"; exit 0 ;; esac; done")
                .create("trap 'echo terminated; exit 0' TERM; while next; do answer 1; done");
        function().answer("{}");

        function().close();

        assertThat(function().logged())
                .anyMatch(line -> line.matches(
                        "\\{\"eventType\":\"SHUTDOWN\",\"shutdownReason\":\"spindown\",\"deadlineMs\":\\d+}"));
    }
}
