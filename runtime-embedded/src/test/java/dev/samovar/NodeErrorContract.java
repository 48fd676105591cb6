package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import dev.samovar.api.InvocationResult.Returned;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the caller and the log are told of a failure.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeErrorContract extends NodeDetailContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'only text'       | string    | only text",
                "42                | number    | 42",
                "{ a: 1 }          | object    | [object Object]",
                "Symbol('s')       | symbol    | Symbol(s)",
            })
    void tellsTheKindOfWhatIsNoError(String thrown, String type, String message) {
        assertThat(function("exports.handler = async () => { throw " + thrown + "; };")
                        .fault()
                        .payload()
                        .text())
                .isEqualTo("{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\",\"trace\":[]}");
    }

    /// Up to Node.js 22 what is nothing has to be told apart from no error at all.
    @ParameterizedTest
    @CsvSource({"undefined, undefined", "null, object"})
    void tellsThatNothingWasThrown(String thrown, String type) {
        var function = function("exports.handler = async () => { throw " + thrown + "; };");
        var kind = major() < 24 ? "string" : type;
        var message = major() < 24 ? "handled" : thrown;

        assertThat(function.fault().payload().text())
                .isEqualTo("{\"errorType\":\"" + kind + "\",\"errorMessage\":\"" + message + "\",\"trace\":[]}");
        assertThat(function.log()).singleElement().asString().contains("\"errorMessage\":\"" + message + "\"");
    }

    @Test
    void answersANothingThatIsThrownAtOnceUpToNode22() {
        var function = function("exports.handler = () => { throw undefined; };");

        if (major() < 24) assertThat(function.answer()).isEqualTo("null");
        else assertThat(function.fault().errorType()).isEqualTo("undefined");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete error.stack", "error.stack = 5", "error.message = 5"})
    void tellsThatAnErrorCannotBeRead(String change) {
        var text = function(
                        "exports.handler = async () => { const error = new Error('x'); " + change + "; throw error; };")
                .fault()
                .payload()
                .text();

        if (change.startsWith("delete") && major() >= 24)
            assertThat(text).isEqualTo("{\"errorType\":\"Error\",\"errorMessage\":\"x\",\"trace\":[]}");
        else
            assertThat(text)
                    .isEqualTo(
                            "{\"errorType\":\"handled\",\"errorMessage\":\"callback called with Error argument, but there was a "
                                    + "problem while retrieving one or more of its message, name, and stack\""
                                    + (major() < 24 ? "}" : ",\"trace\":[]}"));
    }

    @Test
    void survivesAnErrorWithALongMessage() {
        var function = function(
                "exports.handler = async ({ long }) => { if (long) throw new Error('x'.repeat(3e6)); return 1; };");

        assertThat(function.fault("{\"long\":true}").payload().text()).contains("x".repeat(3_000_000));
        assertThat(function.answer()).isEqualTo("1");
    }

    @Test
    void survivesAnErrorThatCannotBeRead() {
        var fault = function("""
                exports.handler = async () => {
                  throw Object.defineProperty(new Error('x'), 'message', { get() { throw new Error('unreadable'); } });
                };
                """).fault();

        assertThat(fault.errorType()).isEqualTo("handled");
    }

    @Test
    void namesModulesByTheirAddress() {
        var trace = trace(function().file("index.mjs", """
                export const handler = async () => {
                  await new Promise((resolve) => setTimeout(resolve, 5));
                  throw new Error('late');
                };
                """).fault());

        assertThat(trace.get(1).asString()).contains("file:///var/task/index.mjs:3:");
        assertOnlyFramesOfTheFunctionAndNode(trace);
    }

    @Test
    void hasNoFramesOfTheRuntimeInItsOwnErrors() {
        assertOnlyFramesOfTheFunctionAndNode(
                trace(function("exports.handler = 1;").handler("index.missing").fault()));
    }

    @ParameterizedTest
    @CsvSource({"require('absent');, index.handler", "require('./b.js');, index.handler", "'', none.handler"})
    void tellsOfAMissingModuleWithoutFrames(String code, String handler) {
        var fault = function(code)
                .file("b.js", "require('./absent.js');")
                .handler(handler)
                .fault();
        var trace = trace(fault).valueStream().map(JsonNode::asString).toList();

        assertThat(fault.errorType()).isEqualTo("Runtime.ImportModuleError");
        assertThat(String.join("\n", trace)).isEqualTo("Runtime.ImportModuleError: " + fault.errorMessage());
    }

    /// Lambda's own runtimes have the SDK. What is answered is what Lambda answers for any other module.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index.js  | const s3 = require('@aws-sdk/client-s3/x'); exports.handler = async () => 1; | @aws-sdk/client-s3",
                "index.js  | exports.handler = async () => { require('@smithy/types'); };                 | @smithy/types",
                "index.mjs | import '@aws-sdk/client-sqs'; export const handler = async () => 1;          | @aws-sdk/client-sqs",
            })
    void saysInTheLogWhereTheSdkComesFrom(String file, String code, String name) {
        var function = function().file(file, code);

        assertThat(function.fault().payload().text())
                .contains("Cannot find ")
                .contains("'" + name)
                .doesNotContain("npm");
        assertThat(function.log())
                .filteredOn(line -> line.contains("\tWARN\t"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("npm install " + name + " "));
    }

    @Test
    void saysNothingOfWhereOtherModulesComeFrom() {
        var function = function("require('@aws-crypto/crc32');");
        function.fault();

        assertThat(function.log()).noneMatch(line -> line.contains("\tWARN\t"));
    }

    @Test
    void namesItsOwnErrorsInTheLogFrom24On() {
        var function = function("exports.handler = async () => 1;").handler("index.absent");
        function.fault();
        var name = major() < 24 ? "" : "\"name\":\"Runtime.HandlerNotFound\",";

        assertThat(function.log())
                .anySatisfy(line -> assertThat(line)
                        .contains("{\"errorType\":\"Runtime.HandlerNotFound\",\"errorMessage\":"
                                + "\"index.absent is undefined or not exported\"," + name + "\"stack\":["));
    }

    @Test
    void tellsOfARejectionWhileLoadingThatNobodyHandles() {
        var function = function("exports.handler = async () => 1; Promise.reject(new Error('dropped'));");
        var fault = function.fault();

        assertThat(fault.kind()).isEqualTo(major() < 24 ? Fault.Kind.INIT : Fault.Kind.EXIT);
        if (major() < 24) {
            assertThat(fault.errorType()).isEqualTo("Runtime.UnhandledPromiseRejection");
            assertThat(fault.errorMessage()).isEqualTo("Error: dropped");
        } else {
            assertThat(fault.errorMessage()).endsWith("Error: Runtime exited with error: exit status 1");
        }
    }

    @Test
    void leavesWhatNobodyCatchesToNodeFrom24On() {
        var function = function("""
                exports.handler = async (event) => {
                  if (event.fail) setTimeout(() => { throw new RangeError('nobody'); }, 5);
                  await new Promise((resolve) => setTimeout(resolve, event.fail ? 5000 : 1));
                  return ['uncaughtException', 'unhandledRejection'].map((name) => process.listenerCount(name));
                };
                """);

        assertThat(function.answer()).isEqualTo(major() < 24 ? "[1,1]" : "[0,0]");
        function.fault("{\"fail\":true}");
        var own = function.log().stream()
                .filter(line -> line.contains("\tERROR\t"))
                .count();
        assertThat(own).isEqualTo(major() < 24 ? 1 : 0);
        assertThat(function.log())
                .anySatisfy(line -> assertThat(line).contains("RangeError").contains("nobody"));
    }

    private static JsonNode trace(Fault fault) {
        return NodeFunction.json(fault.payload().text()).get("trace");
    }

    private static void assertOnlyFramesOfTheFunctionAndNode(JsonNode trace) {
        for (int i = 1; i < trace.size(); i++)
            assertThat(trace.get(i).asString()).matches("    at .*(/var/task/|node:|<anonymous>|native).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "process.exit(3) | Runtime exited with error: exit status 3",
                "process.exit(0) | Runtime exited without providing a reason",
                "process.exitCode = 4, process.exit() | Runtime exited with error: exit status 4",
                "process.exit(-1) | Runtime exited with error: exit status 255",
                "process.exit(300) | Runtime exited with error: exit status 44",
                "process.exit('7') | Runtime exited with error: exit status 7",
            })
    void tellsHowTheRuntimeEnded(String end, String why) {
        var function = function("""
                let count = 0;
                exports.handler = async (event) => { count++; if (event.end) { %s; } return count; };
                """.formatted(end));
        function.answer();
        var invocation = function.invoke("{\"end\":true}");
        var fault = function.faultOf(invocation);

        assertThat(fault.kind()).isEqualTo(Fault.Kind.EXIT);
        assertThat(fault.payload().text())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + invocation.requestId() + " Error: " + why + "\"}");
        assertThat(function.events())
                .contains("RequestId: " + invocation.requestId() + " Error: " + why + "\nRuntime.ExitError");
        assertThat(function.answer()).isEqualTo("1");
    }

    @Test
    void tellsOfAnExitWithoutAReasonWhileLoading() {
        assertThat(function("process.exit(0);").fault().errorMessage())
                .endsWith("Error: Runtime exited without providing a reason");
    }

    @Test
    void anExitWhileLoadingIsAnErrorAndNoTimeout() {
        var function = function("process.exit(1);");
        function.fault();

        assertThat(function.events())
                .filteredOn(line -> line.startsWith("INIT_REPORT"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("Status: error\tError Type: Runtime.ExitError"));
    }

    @Test
    void logsWhatIsNoErrorAsOneWithoutAPlace() {
        var function = function("exports.handler = async () => { throw 'tea'; };");
        function.fault();

        assertThat(function.log())
                .singleElement()
                .asString()
                .endsWith("\t{\"errorType\":\"Error\",\"errorMessage\":\"tea\",\"stack\":[\"Error: tea\"]}");
    }

    @Test
    void endsAtAnExceptionThatNobodyCatches() {
        var function = function("""
                let count = 0;
                exports.handler = (event) => new Promise((resolve) => {
                  count++;
                  if (event.fail) setTimeout(() => { throw new RangeError('nobody'); }, 5);
                  else resolve(count);
                });
                """);
        function.answer();
        var fault = function.fault("{\"fail\":true}");

        if (major() < 24) {
            assertThat(fault.errorType()).isEqualTo("RangeError");
            assertThat(fault.errorMessage()).isEqualTo("nobody");
            assertThat(function.log())
                    .anySatisfy(
                            line -> assertThat(line)
                                    .contains(
                                            "\tERROR\tUncaught Exception \t{\"errorType\":\"RangeError\",\"errorMessage\":\"nobody\""));
        } else {
            assertThat(fault.payload().text()).contains("Runtime.ExitError").contains("exit status 1");
        }
        assertThat(function.answer()).isEqualTo("1");
    }

    @Test
    void endsAtARejectionThatNobodyHandles() {
        var function = function("""
                let count = 0;
                exports.handler = (event) => new Promise((resolve) => {
                  count++;
                  if (event.fail) Promise.reject(new Error('nobody'));
                  else resolve(count);
                });
                """);
        function.answer();
        var fault = function.fault("{\"fail\":true}");

        if (major() < 24) {
            assertThat(fault.errorType()).isEqualTo("Runtime.UnhandledPromiseRejection");
            assertThat(fault.errorMessage()).isEqualTo("Error: nobody");
            assertThat(function.log())
                    .anySatisfy(
                            line -> assertThat(line)
                                    .contains(
                                            "\tERROR\tUnhandled Promise Rejection \t{\"errorType\":\"Runtime.UnhandledPromiseRejection\","
                                                    + "\"errorMessage\":\"Error: nobody\",\"reason\":{\"errorType\":\"Error\",\"errorMessage\":\"nobody\""));
        } else {
            assertThat(fault.payload().text()).contains("Runtime.ExitError").contains("exit status 1");
        }
        assertThat(function.answer()).isEqualTo("1");
    }

    @Test
    void logsErrorsWithinAnError() {
        var function = function("""
                exports.handler = async () => { throw Object.assign(new Error('outer'), { inner: new TypeError('inner') }); };
                """);
        function.fault();

        assertThat(function.log())
                .singleElement()
                .asString()
                .contains("{\"errorType\":\"Error\",\"errorMessage\":\"outer\",\"inner\":{\"errorType\":\"TypeError\","
                        + "\"errorMessage\":\"inner\",\"stack\":[\"TypeError: inner\",\"    at ");
    }

    @Test
    void logsWhatAnErrorMakesOfItselfForJson() {
        var function = function("""
                class HttpError extends Error { constructor() { super('no'); this.request = { error: this }; }
                  toJSON() { return { message: this.message, status: 500 }; } }
                exports.handler = async () => { throw new HttpError(); };
                """);
        function.fault();

        assertThat(function.log()).singleElement().asString().endsWith("\t{\"message\":\"no\",\"status\":500}");
    }

    /// Up to Node.js 22 Lambda listens beside the function, and ends the environment.
    @Test
    void leavesRejectionsAndExceptionsToAFunctionThatListensFromNode24On() {
        var function = function("""
                const heard = [];
                process.on('unhandledRejection', (reason) => heard.push(reason.message));
                process.on('uncaughtException', (error) => heard.push(error.message));
                exports.handler = async () => {
                  Promise.reject(new Error('rejected'));
                  setTimeout(() => { throw new Error('thrown'); }, 1);
                  await new Promise((resolve) => setTimeout(resolve, 50));
                  return heard;
                };
                """);

        if (major() < 24) assertThat(function.fault().errorType()).isEqualTo("Runtime.UnhandledPromiseRejection");
        else assertThat(function.answer()).isEqualTo("[\"rejected\",\"thrown\"]");
    }

    @Test
    void leavesRejectionsToAFunctionThatListens() {
        var function = function("""
                process.removeAllListeners('unhandledRejection');
                let heard;
                exports.handler = async () => {
                  process.removeAllListeners('unhandledRejection');
                  process.on('unhandledRejection', (reason) => { heard = reason.message; });
                  Promise.reject(new Error('heard'));
                  await new Promise((resolve) => setTimeout(resolve, 20));
                  return heard;
                };
                """);

        assertThat(function.answer()).isEqualTo("\"heard\"");
    }

    @Test
    void answersAtTheDeadlineAndBeginsAnew() {
        var function = function("""
                let count = 0;
                exports.handler = async (event) => { count++; if (event.loop) for (;;) count++; return count; };
                """).with(spec -> spec.timeout(Duration.ofSeconds(3)));
        function.answer();
        var invocation = function.invoke("{\"loop\":true}");

        assertThat(function.faultOf(invocation).payload().text())
                .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: " + invocation.requestId()
                        + " Error: Task timed out after 3.00 seconds\"}");
        assertThat(function.answer()).isEqualTo("1");
    }

    @Test
    void refusesAnswersThatAreTooLarge() {
        var function = function("exports.handler = async ({ length }) => 'x'.repeat(length);");

        assertThat(function.invoke("{\"length\":6291554}").result()).isInstanceOf(Returned.class);
        assertThat(function.fault("{\"length\":6291555}").payload().text())
                .isEqualTo(
                        "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\","
                                + "\"errorType\":\"Function.ResponseSizeTooLarge\"}");
    }
}
