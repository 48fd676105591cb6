package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a handler's promise, in every runtime.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeAnswerContract extends NodeFunctionContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "undefined                     | null",
                "null                          | null",
                "0                             | 0",
                "NaN                           | null",
                "''                            | \"\"",
                "'caf\\u00e9 \\ud83c\\udf75'   | \"caf\u00e9 \ud83c\udf75\"",
                "[1, undefined, 'a']           | [1,null,\"a\"]",
                "{ a: 1, b: undefined }        | {\"a\":1}",
                "new Date(0)                   | \"1970-01-01T00:00:00.000Z\"",
                "{ toJSON: () => 'own' }       | \"own\"",
                "Buffer.from('ab')             | {\"type\":\"Buffer\",\"data\":[97,98]}",
                "new Map([[1, 2]])             | {}",
            })
    void answersTheValueOfThePromiseAsJson(String value, String json) {
        assertThat(function("exports.handler = async () => (" + value + ");").answer())
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2.5,null],\"b\":\"\u2615\"}", "[]", "\"text\"", "12", "true", "null"})
    void hasTheEventAsItWasSent(String event) {
        assertThat(function("exports.handler = async (event) => event;").answer(event))
                .isEqualTo(event);
    }

    @Test
    void takesThenablesAsPromises() {
        assertThat(function("exports.handler = () => ({ then: (resolve) => resolve('later') });")
                        .answer())
                .isEqualTo("\"later\"");
    }

    @Test
    void answersOnceThePromiseIsSettledAndDoesNotWaitForTheRest() {
        var function = function("""
                exports.handler = async () => {
                  setInterval(() => {}, 1000);
                  await new Promise((resolve) => setTimeout(resolve, 10));
                  return 'now';
                };
                """);

        assertThat(function.answer()).isEqualTo("\"now\"");
        assertThat(function.answer()).isEqualTo("\"now\"");
    }

    @Test
    void callsTheHandlerWithEventAndContext() {
        assertThat(function("exports.handler = async (...all) => typeof all[0] + typeof all[1].awsRequestId;")
                        .answer())
                .isEqualTo("\"objectstring\"");
    }

    @Test
    void failsWhenThePromiseIsRejected() {
        var fault = function("exports.handler = () => Promise.reject(new RangeError('too far'));")
                .fault();

        assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(fault.errorType()).isEqualTo("RangeError");
        assertThat(fault.errorMessage()).isEqualTo("too far");
    }

    @Test
    void failsWhenTheHandlerThrowsAtOnce() {
        var fault = function("exports.handler = () => { throw new Error('at once'); };")
                .fault();

        assertThat(fault.errorMessage()).isEqualTo("at once");
    }

    @Test
    void keepsItsStateBetweenInvocations() {
        var function = function("let count = 0; exports.handler = async () => ++count;");

        assertThat(function.answer()).isEqualTo("1");
        assertThat(function.answer()).isEqualTo("2");
    }
}
