package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;

/// Node.js 24 has no callbacks: what a handler returns is the answer.
@ValueSource(strings = "nodejs24.x")
abstract class NodePromiseContract extends NodeFunctionContract {
    @Test
    void answersWhatAHandlerReturnsAtOnce() {
        assertThat(function("exports.handler = () => 'at once';").answer()).isEqualTo("\"at once\"");
        assertThat(function("exports.handler = () => {};").answer()).isEqualTo("null");
    }

    @Test
    void refusesAHandlerThatTakesACallback() {
        var fault = function("exports.handler = async (event, context, callback) => 1;")
                .fault();

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.errorType()).isEqualTo("Runtime.CallbackHandlerDeprecated");
        assertThat(fault.errorMessage())
                .isEqualTo(
                        "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js"
                                + " 24. You need to modify this function to use a supported handler signature to use Node.js 24 or"
                                + " later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.");
    }

    @Test
    void passesNoCallback() {
        assertThat(function("exports.handler = async (...all) => all.length;").answer())
                .isEqualTo("2");
    }

    @Test
    void hasAContextWithoutTheWaysToEnd() {
        assertThat(function("""
                exports.handler = async (event, context) =>
                  ['done', 'succeed', 'fail', 'callbackWaitsForEmptyEventLoop'].filter((name) => name in context);
                """).answer()).isEqualTo("[]");
    }

    @Test
    void showsTheTraceInTheContext() {
        var function = function("""
                exports.handler = async (event, context) => context.xRayTraceId === process.env._X_AMZN_TRACE_ID;
                """);

        assertThat(function.answer()).isEqualTo("true");
    }

    @Test
    void importsCommonJs() {
        assertThat(function("exports.handler = async () => typeof require + typeof module;")
                        .answer())
                .isEqualTo("\"functionobject\"");
    }

    @Test
    void endsWhenAPromiseCannotBeSettledAnyMore() {
        assertThat(function("exports.handler = () => new Promise(() => {});")
                        .fault()
                        .kind())
                .isEqualTo(Fault.Kind.EXIT);
    }
}
