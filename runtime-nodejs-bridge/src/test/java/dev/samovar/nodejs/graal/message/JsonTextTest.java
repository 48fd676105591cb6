package dev.samovar.nodejs.graal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

final class JsonTextTest {
    private static final String PIECES = "{}[]:,\"\\ \n019.-+eEtruefalsnu'x";
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [1, -0.5e+3, \"a\\u00e9\\n\", {\"a\": {\"b\": []}}, true, false, null] ",
                "0",
                "\"\"",
                "1E5"
            })
    void hasNothingToSayOfJson(String text) {
        assertThat(JsonText.complaint(text)).isNull();
    }

    @Test
    void readsHoweverDeepATextIs() {
        var depth = 1_000_000;
        assertThat(JsonText.complaint("[".repeat(depth) + "]".repeat(depth))).isNull();
        assertThat(JsonText.complaint("{\"a\":".repeat(depth))).isEqualTo("Unexpected end of JSON input");
    }

    @Test
    void countsLinesHoweverTheyEnd() {
        assertThat(JsonText.complaint("[1,\r\n2\r3\n4]"))
                .isEqualTo("Expected ',' or ']' after array element in JSON at position 7 (line 3 column 1)");
    }

    @Test
    void refusesWhatAnotherParserRefuses() {
        var random = new Random(42);
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var i = random.nextInt(12); i >= 0; i--) text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            assertThat(JsonText.complaint(text.toString()) == null)
                    .as(text.toString())
                    .isEqualTo(isJson(text.toString()));
        }
    }

    private static boolean isJson(String text) {
        try (var parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) return false;
            parser.skipChildren();
            if (parser.currentToken().isScalarValue()) parser.getString();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
