package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;

/// The second argument of a handler.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeContextContract extends NodeFunctionContract {
    private static final String SHOW = "exports.handler = async (event, context) => context;";

    @Test
    void tellsTheFunctionAndTheRequest() {
        var function = function(SHOW).with(spec -> spec.memoryMb(256));
        var invocation = function.invoke("{}");
        var context = NodeFunction.json(function.answerOf(invocation));

        assertThat(context.get("functionName").asString()).isEqualTo(function.name());
        assertThat(context.get("functionVersion").asString()).isEqualTo("$LATEST");
        assertThat(context.get("memoryLimitInMB").isString()).isTrue();
        assertThat(context.get("memoryLimitInMB").asString()).isEqualTo("256");
        assertThat(context.get("logGroupName").asString()).isEqualTo("/aws/lambda/" + function.name());
        assertThat(context.get("logStreamName").asString()).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}");
        assertThat(context.get("invokedFunctionArn").asString())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:" + function.name());
        assertThat(context.get("awsRequestId").asString())
                .isEqualTo(invocation.requestId().toString());
    }

    @Test
    void tellsTheQualifierThatWasAskedFor() {
        var function = function(SHOW);
        function.answer();
        runtime().publish(function.name());
        var invocation = runtime().invoke(function.name() + ":1", Event.EMPTY);
        var context = NodeFunction.json(function.answerOf(invocation));

        assertThat(context.get("functionVersion").asString()).isEqualTo("1");
        assertThat(context.get("invokedFunctionArn").asString()).endsWith(":function:" + function.name() + ":1");
    }

    @Test
    void hasNoMoreMembersThanLambda() {
        var names = function("exports.handler = async (event, context) => Object.keys(context).sort().join();")
                .answer();

        assertThat(names)
                .isEqualTo(
                        major() >= 24
                                ? "\"awsRequestId,clientContext,functionName,functionVersion,getRemainingTimeInMillis,identity,"
                                        + "invokedFunctionArn,logGroupName,logStreamName,memoryLimitInMB,tenantId,xRayTraceId\""
                                : "\"awsRequestId,callbackWaitsForEmptyEventLoop,clientContext,done,fail,functionName,"
                                        + "functionVersion,getRemainingTimeInMillis,identity,invokedFunctionArn,logGroupName,"
                                        + "logStreamName,memoryLimitInMB,succeed,tenantId\"");
    }

    @Test
    void showsTheClientContextAsAnObject() {
        var function = function("exports.handler = async (event, { clientContext, identity, tenantId }) =>"
                + " [clientContext?.custom.a, typeof identity, typeof tenantId];");

        assertThat(function.answerOf(function.invoke(request -> request.clientContext("{\"custom\":{\"a\":1}}"), "{}")))
                .isEqualTo("[1,\"undefined\",\"undefined\"]");
        assertThat(function.answer()).isEqualTo("[null,\"undefined\",\"undefined\"]");
    }

    @Test
    void showsTheTenant() {
        var function = function("exports.handler = async (event, context) => context.tenantId;")
                .with(spec -> spec.tenantIsolation(true));

        assertThat(function.answerOf(function.invoke(request -> request.tenantId("blue"), "{}")))
                .isEqualTo("\"blue\"");
    }

    @Test
    void countsTheTimeThatIsLeft() {
        var function = function("""
                exports.handler = async (event, { getRemainingTimeInMillis: left }) => {
                  const first = left();
                  await new Promise((resolve) => setTimeout(resolve, 20));
                  return [first <= 30000 && first > 0, Number.isInteger(first), left() < first];
                };
                """);

        assertThat(function.answer()).isEqualTo("[true,true,true]");
    }
}
