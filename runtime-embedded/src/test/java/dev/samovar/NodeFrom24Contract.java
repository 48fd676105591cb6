package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Lambda's Node.js runtimes do that have no callbacks any more: from 24 on.
abstract class NodeFrom24Contract extends NodeContract {

    NodeFrom24Contract(String engine, String runtime) {
        super(engine, runtime);
    }

    @Test
    final void guessesThatAFileIsAModule() {
        assertThat(answer("import { EOL } from 'os';\nexport const handler = async () => typeof require + EOL.length"))
                .isEqualTo("\"undefined1\"");
    }

    @Test
    final void doesNotGuessWhereTheFunctionsOptionsSaySo() {
        var function = function(
                Map.of("index.js", "export const handler = async () => 'module'"),
                spec -> spec.handler("index.handler").environment("NODE_OPTIONS", "--no-experimental-detect-module"));

        assertThat(faultOf(function).kind()).isEqualTo(Fault.Kind.INIT);
    }

    @Test
    final void answersAValueThatIsReturnedAtOnce() {
        assertThat(answer("exports.handler = () => 'sent'")).isEqualTo("\"sent\"");
    }

    @Test
    final void givesTheHandlerTwoArguments() {
        assertThat(answer("exports.handler = function () { return arguments.length }"))
                .isEqualTo("2");
    }

    @Test
    final void refusesACallbackHandlerWhenItIsLoaded() {
        var fault = fault("exports.handler = (event, context, callback) => callback()");

        assertThat(fault.errorType()).isEqualTo("Runtime.CallbackHandlerDeprecated");
        assertThat(fault.errorMessage())
                .startsWith("ERROR: AWS Lambda has removed support for callback-based function handlers");
    }

    @Test
    final void hasTheContextsMembers() {
        assertThat(answer("exports.handler = async (event, context) => Object.keys(context).sort().join()"))
                .isEqualTo(
                        "\"awsRequestId,clientContext,functionName,functionVersion,getRemainingTimeInMillis,identity,"
                                + "invokedFunctionArn,logGroupName,logStreamName,memoryLimitInMB,tenantId,xRayTraceId\"");
    }

    @Test
    final void looksForTheExportInTheDefaultToo() {
        assertThat(answerOf(function(
                        Map.of("index.mjs", "export default { handler: async () => 'default' }"), "index.handler")))
                .isEqualTo("\"default\"");
    }

    @Test
    final void endsWithAnErrorThatNobodyCaughtWhileLoading() {
        assertThat(faultOfATimerWhileLoading().errorMessage()).endsWith("exit status 1");
    }

    @Test
    final void endsWithAnErrorThatNobodyCatches() {
        var function = countsAndFailsLater();
        invoke(function, "{}");

        assertThat(faultOf(function, "{\"fail\":true}").errorMessage()).endsWith("exit status 1");
        assertThat(answerOf(function)).isEqualTo("1");
    }

    @Test
    final void staysWarmAfterAnAnswerThatIsNoJson() {
        var function = countsAndAnswersNoJson();
        invoke(function, "{}");
        var fault = faultOf(function, "{\"fail\":true}");

        assertThat(fault.errorType()).isEqualTo("Runtime.JSONStringifyError");
        assertThat(fault.errorMessage()).isEqualTo("Unable to stringify response body");
        assertThat(answerOf(function)).isEqualTo("{\"n\":3}");
    }

    @Test
    final void tellsWhatIsWrongWithAStreamAsAnError() {
        assertThat(faultsOfStreams()).extracting(Fault::errorType).containsExactly("Error", "Error");
    }
}
