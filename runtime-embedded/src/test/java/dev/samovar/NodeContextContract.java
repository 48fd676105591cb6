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
    void showsTheTenant() {
        var function = function("exports.handler = async (event, context) => context.tenantId;")
                .with(spec -> spec.tenantIsolation(true));

        assertThat(function.answerOf(function.invoke(request -> request.tenantId("blue"), "{}")))
                .isEqualTo("\"blue\"");
    }
}
