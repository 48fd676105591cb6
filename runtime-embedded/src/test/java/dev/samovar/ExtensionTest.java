package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
                .create(ECHO, spec -> spec.environment(Map.of("TEA", "green")));

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

        var first = function().invoke("{}");
        first.orThrow();

        assertThat(first.report().orElseThrow().duration()).isGreaterThan(Duration.ofMillis(450));
        await().untilAsserted(() -> assertThat(function().logged()).contains("flushed"));
    }

    @Test
    void isToldToEnd() {
        function()
                .with(
                        "tea",
                        "register '\"INVOKE\",\"SHUTDOWN\"'; while next; do case $event in *SHUTDOWN*) echo \"$event\"; exit 0 ;; esac; done")
                .create("trap 'echo terminated; exit 0' TERM; while next; do answer 1; done");
        function().answer("{}");

        function().runtime().delete("f");

        assertEndedBy("spindown");
    }

    private static final String TELLS_OF_THE_END =
            "register '\"INVOKE\",\"SHUTDOWN\"'; while next; do case $event in *SHUTDOWN*) echo \"$event\"; exit 0 ;; esac; done";

    private void assertEndedBy(String reason) {
        await().untilAsserted(() -> assertThat(function().logged())
                .anyMatch(line -> line.contains("\"shutdownReason\":\"" + reason + "\"")));
    }

    @Test
    void isToldOfATimeout() {
        function().with("tea", TELLS_OF_THE_END).create("next; sleep 60", spec -> spec.timeout(Duration.ofSeconds(1)));

        assertThat(ExtensionFunction.fault(function().invoke("{}")).errorType()).isEqualTo("Sandbox.Timedout");
        assertEndedBy("timeout");
    }

    @Test
    void isToldOfARuntimeThatEnds() {
        function().with("tea", TELLS_OF_THE_END).create("next; exit 3");

        var fault = ExtensionFunction.fault(function().invoke("{}"));

        assertThat(fault.errorType()).isEqualTo("Runtime.ExitError");
        assertThat(fault.errorMessage()).endsWith("Runtime exited with error: exit status 3");
        assertEndedBy("failure");
    }

    @Test
    void letsTheRuntimeEndByItself() {
        function()
                .with("tea", TELLS_OF_THE_END)
                .create("trap 'echo terminated; exit 0' TERM; ( while next; do answer 1; done ) & wait");
        function().answer("{}");

        function().runtime().delete("f");

        await().untilAsserted(() -> assertThat(function().logged()).contains("terminated"));
    }

    @Test
    void isToldToEndOnceARuntimeIsGoneThatDoesNotEndByItself() {
        function()
                .with(
                        "tea",
                        "register '\"INVOKE\",\"SHUTDOWN\"'; while next; do case $event in *SHUTDOWN*) "
                                + "kill -0 $(cat $tmp/runtime) && echo there || echo gone; exit 0 ;; esac; done")
                .create("trap '' TERM; echo $$ >\"${TMPDIR:-/tmp}/runtime\"; while next; do answer 1; done");
        function().answer("{}");

        function().runtime().delete("f");

        await().untilAsserted(() -> assertThat(function().logged()).contains("gone"));
        assertThat(function().logged()).doesNotContain("there");
    }

    @Test
    void countsAgainstTheTimeout() {
        function()
                .with("tea", "register '\"INVOKE\"'; while next; do sleep 60; done")
                .create(ECHO, spec -> spec.timeout(Duration.ofSeconds(1)));

        var invocation = function().invoke("{}");

        assertThat(invocation.orThrow().text()).isEqualTo("{}");
        assertThat(invocation.report().orElseThrow().duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(invocation.logTail().orElseThrow()).contains("Status: timeout");
        assertThat(function().invoke("{}").orThrow().text()).isEqualTo("{}");
    }

    @Test
    void endsAnInvocationInWhichAnExtensionEnds() {
        function().with("tea", "register '\"INVOKE\"'; next; exit 7").create("next; sleep 60");

        var fault = ExtensionFunction.fault(function().invoke("{}"));

        assertThat(fault.errorType()).isEqualTo("Extension.Crash");
        assertThat(fault.errorMessage()).endsWith("exit status 7");
    }

    @Test
    void endsWithAnExtensionOneOfWhoseChildrenHoldsItsOutput() {
        function().with("tea", "register '\"INVOKE\"'; next; sleep 60 & exit 7").create("next; sleep 60");

        var fault = ExtensionFunction.fault(function().invoke("{}"));

        assertThat(fault.errorType()).isEqualTo("Extension.Crash");
        assertThat(fault.errorMessage()).endsWith("exit status 7");
    }

    @Test
    void endsAnInvocationInWhichAnExtensionFails() {
        function()
                .with("tea", "register '\"INVOKE\"'; next; report exit; sleep 60")
                .create("next; sleep 60");

        var fault = ExtensionFunction.fault(function().invoke("{}"));

        assertThat(fault.errorType()).isEqualTo("Extension.ExitError");
        assertThat(fault.errorMessage()).contains("no tea");
    }

    @Test
    void isNotInitialisedWithAnExtensionThatFails() {
        function().with("tea", "register '\"INVOKE\"'; report init; sleep 60").create(ECHO);

        assertThat(ExtensionFunction.fault(function().invoke("{}")).errorType()).isEqualTo("Extension.InitError");
        assertThat(function().logged())
                .contains("EXTENSION\tName: tea\tState: InitError\tEvents: [INVOKE]\tError Type: Extension.NoTea");
    }

    @Test
    void isNotInitialisedWithAnExtensionThatEnds() {
        function().with("tea", "exit 5").create(ECHO);

        assertThat(ExtensionFunction.fault(function().invoke("{}")).errorType()).isEqualTo("Extension.Crash");
    }

    @Test
    void isNotInitialisedWithAFileThatIsNoProgram() {
        function().with("cup", "sleep 60").file("extensions/tea", "no program").create(ECHO);

        var fault = ExtensionFunction.fault(function().invoke("{}"));

        assertThat(fault.errorType()).isEqualTo("Extension.LaunchError");
        assertThat(fault.errorMessage()).contains("/opt/extensions/tea: exec format error");
        assertThat(function().logged())
                .contains(
                        "EXTENSION\tName: cup\tState: Started\tEvents: []",
                        "EXTENSION\tName: tea\tState: LaunchError\tEvents: []\tError Type: UnknownError");
    }

    @Test
    void mayBePartsOfTheRuntime() {
        var asks = "curl -sS -H \"Lambda-Extension-Identifier: $inside\" \"$extension/event/next\" ";
        function()
                .create("extension=\"http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension\"\n"
                        + "inside=$(curl -sS -D - -o /dev/null -H 'Lambda-Extension-Name: inside' -d '{\"events\":[\"INVOKE\"]}' "
                        + "\"$extension/register\" | tr -d '\\r' | sed -n 's/^lambda-extension-identifier: //Ip')\n"
                        + "( while " + asks + ">>\"${TMPDIR:-/tmp}/heard\"; do :; done ) &\n" + ECHO);

        assertThat(function().answer("{}")).isEqualTo("{}");
        assertThat(function().answer("{}")).isEqualTo("{}");
        assertThat(function().logged()).contains("EXTENSION\tName: inside\tState: Ready\tEvents: [INVOKE]");
    }

    @Test
    void letsARuntimeWithPartsEndByItself() {
        function()
                .create("extension=\"http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension\"\n"
                        + "curl -sS -o /dev/null -D \"${TMPDIR:-/tmp}/inside\" -H 'Lambda-Extension-Name: inside' -d '{\"events\":[]}' "
                        + "\"$extension/register\"\n"
                        + "id=$(tr -d '\\r' <\"${TMPDIR:-/tmp}/inside\" | sed -n 's/^lambda-extension-identifier: //Ip')\n"
                        + "curl -sS -o /dev/null -H \"Lambda-Extension-Identifier: $id\" \"$extension/event/next\" &\n"
                        + "trap 'echo terminated; exit 0' TERM; ( while next; do answer 1; done ) & wait");
        function().answer("{}");

        function().runtime().delete("f");

        await().untilAsserted(() -> assertThat(function().logged()).contains("terminated"));
    }

    @Test
    void areTenAtMost() {
        for (int i = 0; i < 11; i++) function().with("tea" + i, "register '\"INVOKE\"'; while next; do :; done");
        function().create(ECHO);

        assertThat(ExtensionFunction.fault(function().invoke("{}")).errorType()).isEqualTo("Extension.LaunchError");
        assertThat(function().logged())
                .contains("EXTENSION\tName: tea9\tState: LaunchError\tEvents: []\tError Type: TooManyExtensions");
    }

    @Test
    void keepsLongLinesAndThoseThatDoNotEnd() {
        function().with("tea", "printf '%04000d\\nend' 7; exit 5").create(ECHO);

        assertThat(ExtensionFunction.fault(function().invoke("{}")).errorType()).isEqualTo("Extension.Crash");

        assertThat(String.join("", function().logged())).contains("0".repeat(3999) + "7", "end");
    }

    @Test
    void countsTheMemoryOfAllPrograms() {
        function()
                .with(
                        "tea",
                        "x=$(head -c 20000000 /dev/zero | tr '\\0' x); register '\"INVOKE\"'; while next; do :; done")
                .create(ECHO);

        var report = function().invoke("{}").report().orElseThrow();

        assertThat(report.maxMemoryMb()).isGreaterThanOrEqualTo(19);
    }
}
