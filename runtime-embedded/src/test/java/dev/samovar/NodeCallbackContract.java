package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Callbacks, which there are up to Node.js 22, and what happens without one.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x"})
abstract class NodeCallbackContract extends NodeDetailContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "callback()                  | null",
                "callback(null)              | null",
                "callback(undefined, 1)      | 1",
                "callback(null, 1), callback(null, 2) | 1",
                "callback(null, 1), callback(new Error('late')) | 1",
                "setTimeout(callback, 10, null, 'later') | \"later\"",
                "callback(null, 1), context.succeed(2) | 1",
                "callback(null, 1); throw new Error('late') | 1",
            })
    void takesTheFirstCallback(String calls, String answer) {
        assertThat(function("exports.handler = (event, context, callback) => { " + calls + "; };")
                        .answer())
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "context.succeed({ a: 1 })     | {\"a\":1}",
                "context.succeed()             | null",
                "context.done(null, 'done')    | \"done\"",
                "context.done()                | null",
                "setTimeout(context.succeed, 10, 'later') | \"later\"",
                "context.succeed(1), context.fail(new Error('late')) | 1",
            })
    void endsAtOnceByContext(String call, String answer) {
        assertThat(function("exports.handler = (event, context) => { setInterval(() => {}, 1000); " + call + "; };")
                        .answer())
                .isEqualTo(answer);
    }

    @Test
    void takesTheCallbackOfAnAsynchronousHandlerThatAnswersNothingElse() {
        var script =
                "exports.handler = async (event, context, callback) => { callback(null, 'called'); return 'returned'; };";

        assertThat(function(script).answer()).isEqualTo("\"called\"");
    }

    @Test
    void failsByContextWithoutAnError() {
        assertThat(function("exports.handler = (event, context) => context.fail();")
                        .fault()
                        .payload()
                        .text())
                .isEqualTo("{\"errorType\":\"string\",\"errorMessage\":\"handled\",\"trace\":[]}");
    }

    @Test
    void showsTheContextAsLambdaDoes() {
        var function = function("exports.handler = async (event, context) => console.log(context);");
        function.answer();

        assertThat(function.log()).singleElement().asString().contains("""
                {
                  callbackWaitsForEmptyEventLoop: [Getter/Setter],
                  succeed: [Function (anonymous)],
                  fail: [Function (anonymous)],
                  done: [Function (anonymous)],
                  functionVersion: '$LATEST',
                  functionName: '%s',
                """.formatted(function.name()));
    }

    @Test
    void warnsThatCallbacksGo() {
        var warning =
                "\tWARN\tAWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24.";
        var warned = function("exports.handler = (event, context, callback) => callback();");
        var disabled = function("exports.handler = (event, context, callback) => callback();")
                .with(spec -> spec.environment("AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING", "1"));
        var promising = function("exports.handler = async (event, context, callback) => 1;");
        warned.answer();
        disabled.answer();
        promising.answer();

        assertThat(warned.log()).anySatisfy(line -> assertThat(line).contains(warning));
        assertThat(disabled.log()).isEmpty();
        assertThat(promising.log()).isEmpty();
    }
}
