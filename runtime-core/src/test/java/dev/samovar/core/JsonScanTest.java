package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scan accepts nothing that a parser refuses, and what events usually are.
final class JsonScanTest {
    private static final String[] PIECES = {
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u00e9", "\\n", "\\x", "a", "tea", "true", "false", "null", "tru",
        "0", "1", "-", "-0", "01", "1.5", "1.", ".5", "1e9", "1E-", "e", " ", "\t", "\n", "\u0001", "\u00e9", "\u2615",
        "\"k\":", "\"v\"", "{}", "[]"
    };

    private static boolean parses(byte[] bytes) {
        return EventCheck.notJson(Event.json(bytes)) == null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "0",
                "-1.5e+9",
                "\"\"",
                "\"caf\u00e9 \\u2615 \\\\ \\\" \\/\"",
                " { \"a\" : [ 1 , {\"b\":null} , \"\" ] , \"c\" : false } ",
                "[[[[]]],{}]"
            })
    void acceptsJson(String json) {
        assertThat(JsonScan.accepts(json.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{]",
                "[}",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{\"a\":}",
                "01",
                "1.",
                ".5",
                "-",
                "+1",
                "1e",
                "tru",
                "nul",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\n\"",
                "{} {}",
                "1 2",
                "'a'",
                "NaN",
                "[1 2]",
                "{\"a\" 1}"
            })
    void acceptsNothingElse(String json) {
        assertThat(JsonScan.accepts(json.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C080",
                "C1BF",
                "E08080",
                "E09FBF",
                "EDA080",
                "EDBFBF",
                "F0808080",
                "F08FBFBF",
                "F4908080",
                "F5808080",
                "80",
                "C3",
                "E282",
                "F09F98"
            })
    void acceptsNoTextThatIsNotUtf8(String hex) {
        assertThat(JsonScan.accepts(string(hex))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7F", "C280", "DFBF", "E0A080", "ED9FBF", "EE8080", "F0908080", "F48FBFBF"})
    void acceptsTheFirstAndLastCharacterOfEachLength(String hex) {
        assertThat(JsonScan.accepts(string(hex))).isTrue();
    }

    private static byte[] string(String hex) {
        return HexFormat.of().parseHex("22" + hex + "22");
    }

    @Test
    void leavesWhatIsDeeperThan64ToTheParser() {
        assertThat(JsonScan.accepts(nested(64))).isTrue();
        assertThat(JsonScan.accepts(nested(65))).isFalse();
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + 1 + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void acceptsNothingThatAParserRefuses() {
        var random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < 300_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) text.append(PIECES[random.nextInt(PIECES.length)]);
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(4) == 0)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            if (bytes.length == 0 || !JsonScan.accepts(bytes)) continue;
            accepted++;
            assertThat(parses(bytes)).as("%s", text).isTrue();
        }
        assertThat(accepted).isGreaterThan(1000);
    }
}
