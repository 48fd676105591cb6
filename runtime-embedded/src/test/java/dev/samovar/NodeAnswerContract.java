package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a handler's promise, in every runtime.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeAnswerContract extends NodeDetailContract {
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
}
