package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Callbacks, which there are up to Node.js 22, and what happens without one.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x"})
abstract class NodeCallbackContract extends NodeFunctionContract {
    @Test
    void answersByCallback() {
        assertThat(function("exports.handler = (event, context, callback) => callback(null, event.a);")
                        .answer("{\"a\":[1]}"))
                .isEqualTo("[1]");
    }

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
            })
    void takesTheFirstCallback(String calls, String answer) {
        assertThat(function("exports.handler = (event, context, callback) => { " + calls + "; };")
                        .answer())
                .isEqualTo(answer);
    }

    @Test
    void failsByCallback() {
        var error = function("exports.handler = (e, c, callback) => callback(new TypeError('no tea'));")
                .fault();
        var text = function("exports.handler = (e, c, callback) => callback('only text');")
                .fault();

        assertThat(error.errorType()).isEqualTo("TypeError");
        assertThat(error.errorMessage()).isEqualTo("no tea");
        assertThat(text.payload().text())
                .isEqualTo("{\"errorType\":\"string\",\"errorMessage\":\"only text\",\"trace\":[]}");
    }

    @Test
    void doesNotTakeWhatAHandlerReturnsAtOnce() {
        assertThat(function("exports.handler = () => 'ignored';").answer()).isEqualTo("null");
    }

    @Test
    void answersNullWhenNothingIsLeftToWaitFor() {
        var function = function("exports.handler = () => { setTimeout(() => console.log('worked'), 20); };");

        assertThat(function.answer()).isEqualTo("null");
        assertThat(function.log()).anySatisfy(line -> assertThat(line).endsWith("\tINFO\tworked"));
    }

    @Test
    void saysWhenAPromiseCannotBeSettledAnyMore() {
        var fault = function("exports.handler = () => new Promise(() => {});").fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.NodeJsExit");
    }

    @Test
    void waitsForTheEventLoopAfterACallback() {
        var function = function("""
                exports.handler = (event, context, callback) => {
                  setTimeout(() => console.log('before the end'), 20);
                  callback(null, 'answer');
                };
                """);

        assertThat(function.answer()).isEqualTo("\"answer\"");
        assertThat(function.log()).anySatisfy(line -> assertThat(line).endsWith("\tINFO\tbefore the end"));
    }

    @Test
    void doesNotWaitForTheEventLoopWhenTheFunctionSaysSo() {
        var function = function("""
                exports.handler = (event, context, callback) => {
                  context.callbackWaitsForEmptyEventLoop = false;
                  setInterval(() => {}, 1000);
                  callback(null, 'answer');
                };
                """);

        assertThat(function.answer()).isEqualTo("\"answer\"");
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
    void failsByContext() {
        var fail = function(
                "exports.handler = (e, context) => { setInterval(() => {}, 1000); context.fail(new Error('a')); };");
        var done = function(
                "exports.handler = (e, context) => { setInterval(() => {}, 1000); context.done(new Error('b')); };");

        assertThat(fail.fault().errorMessage()).isEqualTo("a");
        assertThat(done.fault().errorMessage()).isEqualTo("b");
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
