package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Lambda's Node.js runtimes do that still have callbacks: 20 and 22.
abstract class NodeBefore24Contract extends NodeContract {

    NodeBefore24Contract(String engine, String runtime) {
        super(engine, runtime);
    }

    // --- ES modules, as Lambda starts these versions of Node

    private static final String MODULE = "import { hostname } from 'os';\nexport const handler = async () => 'module'";

    @Test
    final void doesNotGuessThatAFileIsAModule() {
        var fault = fault(MODULE);

        assertThat(fault.errorType()).isEqualTo("Runtime.UserCodeSyntaxError");
        assertThat(fault.errorMessage()).isEqualTo("SyntaxError: Cannot use import statement outside a module");
        assertThat(fault("export const handler = async () => 'module'").errorMessage())
                .isEqualTo("SyntaxError: Unexpected token 'export'");
    }

    @Test
    final void doesNotGuessThatALibraryIsAModule() {
        var fault = faultOf(function(
                Map.of(
                        "index.mjs", "import tea from 'tea';\nexport const handler = async () => tea",
                        "node_modules/tea/index.js", "export default 'brewed'"),
                "index.handler"));

        assertThat(fault.errorType()).isEqualTo("Runtime.UserCodeSyntaxError");
    }

    @Test
    final void requiresNoModule() {
        var fault = faultOf(function(
                Map.of(
                        "index.js", "const tea = require('./tea.mjs'); exports.handler = async () => tea.default",
                        "tea.mjs", "export default 'brewed'"),
                "index.handler"));

        assertThat(fault.errorType()).isEqualTo("Error");
        assertThat(fault.errorMessage()).startsWith("require() of ES Module /var/task/tea.mjs");
        assertThat(answer("exports.handler = async () => process.features.require_module ?? false"))
                .isEqualTo("false");
    }

    @Test
    final void guessesAndRequiresWhereTheFunctionsOptionsSaySo() {
        var function = function(
                Map.of(
                        "index.js", "import { steep } from './tea.js';\nexport const handler = async () => steep()",
                        "tea.js", "export const steep = () => 'brewed'"),
                spec -> spec.handler("index.handler")
                        .environment("NODE_OPTIONS", "--experimental-detect-module --experimental-require-module"));

        assertThat(answerOf(function)).isEqualTo("\"brewed\"");
    }

    @Test
    final void answersWhatTheCallbackGets() {
        assertThat(answer("exports.handler = (event, context, callback) => callback(null, { tea: 1 })"))
                .isEqualTo("{\"tea\":1}");
        assertThat(
                        answer(
                                "exports.handler = (event, context, callback) => setTimeout(() => callback(undefined, 'later'), 5)"))
                .isEqualTo("\"later\"");
        assertThat(answer("exports.handler = (event, context, callback) => callback()"))
                .isEqualTo("null");
    }

    @Test
    final void failsWithWhatTheCallbackGets() {
        assertThat(fault("exports.handler = (event, context, callback) => callback(new RangeError('hot'))")
                        .errorType())
                .isEqualTo("RangeError");
        assertThat(fault("exports.handler = (event, context, callback) => callback('hot')")
                        .payload()
                        .text())
                .isEqualTo("{\"errorType\":\"string\",\"errorMessage\":\"hot\",\"trace\":[]}");
    }

    @Test
    final void takesTheFirstCallOfTheCallback() {
        assertThat(answer("exports.handler = (event, context, callback) => { callback(null, 1); callback(null, 2) }"))
                .isEqualTo("1");
    }

    @Test
    final void waitsUntilNothingIsLeftToDoBeforeTheCallbacksAnswer() {
        var function = function("""
                let steeped = false;
                exports.handler = (event, context, callback) => {
                  setTimeout(() => { steeped = true }, 50);
                  callback(null, { get tea() { return steeped } });
                }""");

        assertThat(answerOf(function)).isEqualTo("{\"tea\":true}");
    }

    @Test
    final void doesNotWaitWhereTheFunctionSaysSo() {
        var function = function("""
                exports.handler = (event, context, callback) => {
                  context.callbackWaitsForEmptyEventLoop = false;
                  setInterval(() => {}, 1000);
                  callback(null, 'at once');
                }""");

        assertThat(answerOf(function)).isEqualTo("\"at once\"");
    }

    @Test
    final void ignoresAValueThatIsReturnedAtOnce() {
        assertThat(answer("exports.handler = () => 'not sent'")).isEqualTo("null");
    }

    @Test
    final void answersNullWhenNothingIsLeftToDo() {
        assertThat(answer("exports.handler = () => { setTimeout(() => {}, 5) }"))
                .isEqualTo("null");
    }

    @Test
    final void failsAPromiseThatNothingCanSettle() {
        var fault = fault("exports.handler = async () => { await new Promise(() => {}) }");

        assertThat(fault.errorType()).isEqualTo("Runtime.NodeJsExit");
    }

    @Test
    final void endsByTheContextAtOnce() {
        assertThat(answer(
                        "exports.handler = (event, context) => { setInterval(() => {}, 1000); context.succeed('ok') }"))
                .isEqualTo("\"ok\"");
        assertThat(fault(
                                "exports.handler = (event, context) => { setInterval(() => {}, 1000); context.fail(new Error('no')) }")
                        .errorMessage())
                .isEqualTo("no");
        assertThat(answer("exports.handler = (event, context) => { context.done(null, 'done') }"))
                .isEqualTo("\"done\"");
    }

    @Test
    final void hasTheContextsMembers() {
        assertThat(answer("exports.handler = async (event, context) => Object.keys(context).sort().join()"))
                .isEqualTo("\"awsRequestId,callbackWaitsForEmptyEventLoop,clientContext,done,fail,functionName,"
                        + "functionVersion,getRemainingTimeInMillis,identity,invokedFunctionArn,logGroupName,logStreamName,"
                        + "memoryLimitInMB,succeed,tenantId\"");
    }

    @Test
    final void warnsOfCallbacks() {
        var script = "exports.handler = (event, context, callback) => callback()";

        var quiet = function(
                Map.of("index.js", script),
                spec -> spec.handler("index.handler").environment("AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING", "1"));
        assertThat(allLines(function(script)))
                .anyMatch(line -> line.contains(
                        "\tundefined\tWARN\tAWS Lambda plans to remove support for callback-based function handlers"));
        assertThat(allLines(quiet)).noneMatch(line -> line.contains("callback-based"));
    }

    @Test
    final void reportsARejectionThatNobodyHandlesAndEnds() {
        var function = function("""
                let n = 0;
                exports.handler = async (event) => {
                  n++;
                  if (event.reject) { Promise.reject(new Error('dropped')); await new Promise((r) => setTimeout(r, 1000)) }
                  return n;
                }""");
        invoke(function, "{}");
        var fault = faultOf(function, "{\"reject\":true}");

        assertThat(fault.errorType()).isEqualTo("Runtime.UnhandledPromiseRejection");
        assertThat(fault.errorMessage()).isEqualTo("Error: dropped");
        assertThat(answerOf(function)).isEqualTo("1");
    }

    @Test
    final void tellsOfAnErrorThatNobodyCaughtWhileLoading() {
        var fault = faultOfATimerWhileLoading();

        assertThat(fault.errorType()).isEqualTo("RangeError");
        assertThat(fault.errorMessage()).isEqualTo("boiled over");
    }

    @Test
    final void reportsAnErrorThatNobodyCatchesAndEnds() {
        var function = countsAndFailsLater();
        invoke(function, "{}");
        var fault = faultOf(function, "{\"fail\":true}");

        assertThat(fault.errorType()).isEqualTo("RangeError");
        assertThat(fault.errorMessage()).isEqualTo("fell");
        assertThat(answerOf(function)).isEqualTo("1");
    }

    @Test
    final void staysWarmAfterAPromiseOfWhatIsNoJson() {
        var function = countsAndAnswersNoJson();
        invoke(function, "{}");
        var fault = faultOf(function, "{\"fail\":true}");

        assertThat(fault.errorType()).isEqualTo("Error");
        assertThat(fault.errorMessage()).isEqualTo("Unable to stringify response body");
        assertThat(answerOf(function)).isEqualTo("{\"n\":3}");
    }

    @Test
    final void endsWhenACallbackGotWhatIsNoJson() {
        var function = function("""
                let n = 0;
                exports.handler = (event, context, callback) => { const o = { n: ++n }; if (event.fail) o.o = o; callback(null, o); }""");
        invoke(function, "{}");
        var fault = faultOf(function, "{\"fail\":true}");

        assertThat(fault.errorMessage()).isEqualTo("Unable to stringify response body");
        assertThat(answerOf(function)).isEqualTo("{\"n\":1}");
    }

    @Test
    final void tellsWhatIsWrongWithAStreamAsAText() {
        assertThat(faultsOfStreams()).extracting(Fault::errorType).containsExactly("string", "string");
    }
}
