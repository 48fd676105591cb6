package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;

/// The second argument of a handler.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeContextContract extends NodeDetailContract {
    private static final String SHOW = "exports.handler = async (event, context) => context;";

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
    void hasItsMembersInLambdasOrder() {
        var members = function("exports.handler = async (event, context) => Object.keys(context).join();")
                .answer();

        assertThat(members)
                .isEqualTo(
                        major() < 24
                                ? "\"callbackWaitsForEmptyEventLoop,succeed,fail,done,functionVersion,functionName,memoryLimitInMB,"
                                        + "logGroupName,logStreamName,clientContext,identity,invokedFunctionArn,awsRequestId,tenantId,"
                                        + "getRemainingTimeInMillis\""
                                : "\"clientContext,identity,invokedFunctionArn,awsRequestId,tenantId,xRayTraceId,"
                                        + "getRemainingTimeInMillis,functionName,functionVersion,memoryLimitInMB,logGroupName,"
                                        + "logStreamName\"");
    }

    /// Libraries find the request there without being handed its context.
    @Test
    void keepsAStoreForEachInvocationFrom24On() {
        var function = function("""
                const store = awslambda.InvokeStore;
                const before = store && [store.getRequestId(), store.hasContext()];
                exports.handler = async (event, context) => {
                  if (!store) return 'none';
                  const kept = store.get('tea') ?? null;
                  store.set('tea', 'green');
                  await new Promise((resolve) => setTimeout(resolve, 1));
                  return [...before, store.getRequestId() === context.awsRequestId, store.getXRayTraceId() === context.xRayTraceId,
                    store.getTenantId() ?? null, kept, store.get('tea'), store.hasContext(), store.run({ tea: 'black' }, () => store.get('tea'))];
                };
                """);

        for (int i = 0; i < 2; i++)
            assertThat(function.answer())
                    .isEqualTo(
                            major() < 24 ? "\"none\"" : "[\"-\",false,true,true,null,null,\"green\",true,\"black\"]");
    }

    @Test
    void showsTheTenant() {
        var function = function("exports.handler = async (event, context) => context.tenantId;")
                .with(spec -> spec.tenantIsolation(true));

        assertThat(function.answerOf(function.invoke(request -> request.tenantId("blue"), "{}")))
                .isEqualTo("\"blue\"");
    }
}
