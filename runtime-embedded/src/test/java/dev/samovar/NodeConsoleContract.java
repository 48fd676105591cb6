package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LoggingConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What becomes of what a function prints, in text and in JSON.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeConsoleContract extends NodeDetailContract {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private NodeFunction doing(String code) {
        return function("exports.handler = async (event, context) => { " + code + " };");
    }

    private List<JsonNode> jsonLog(String code, LogLevel lowest) {
        var function = doing(code).with(s -> s.logging(new LoggingConfig(LogFormat.JSON, lowest, null, null)));
        function.invoke("{}");
        return function.log().stream().map(NodeFunction::json).toList();
    }

    private JsonNode jsonLine(String code) {
        var lines = jsonLog(code, LogLevel.TRACE);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    // --- text

    @ParameterizedTest
    @CsvSource({"log,INFO", "info,INFO", "debug,DEBUG", "warn,WARN", "error,ERROR", "trace,TRACE", "fatal,FATAL"})
    void writesTimeRequestAndLevel(String method, String level) {
        var function = doing("console." + method + "('tea');");
        var id = function.invoke("{}").requestId();

        assertThat(function.log()).singleElement().asString().matches(TIME + "\t" + id + "\t" + level + "\ttea");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a', 1, true, null, undefined | a 1 true null undefined",
                "'%s has %d %j', 'tea', 2, [1] | tea has 2 [1]",
                "{ a: { b: { c: { d: 1 } } } } | { a: { b: { c: [Object] } } }",
                "[1, 'two']                    | [ 1, 'two' ]",
                "'100%'                        | 100%",
                "''                            | ``",
                "                              | undefined",
            })
    void writesWhatNodesFormatMakesOfIt(@Nullable String values, String text) {
        var function = doing("console.log(" + (values == null ? "" : values) + ");");
        function.answer();

        assertThat(function.log()).singleElement().asString().endsWith("\tINFO\t" + text);
    }

    @Test
    void keepsAMessageOfSeveralLinesTogether() {
        var function = doing("console.log('one\\ntwo\\n\\nthree'); console.log(new Error('x'));");
        function.answer();

        assertThat(function.log()).hasSize(2);
        assertThat(function.log().get(0)).endsWith("\tINFO\tone\ntwo\n\nthree");
        assertThat(function.log().get(1)).contains("\tINFO\tError: x\n    at ").contains("/var/task/index.js:1:");
    }

    @Test
    void knowsNoRequestBeforeTheFirst() {
        var function = function("console.log('loading'); exports.handler = async () => 1;");
        function.answer();

        var id = major() < 24 ? "undefined" : "-";
        assertThat(function.log()).singleElement().asString().matches(TIME + "\t" + id + "\tINFO\tloading");
    }

    @Test
    void knowsNoRequestBeforeTheFirstInJsonEither() {
        var function = function("console.log('loading'); exports.handler = async () => 1;")
                .with(s -> s.logging(LoggingConfig.JSON));
        function.answer();

        var id = major() < 24 ? "" : "\"requestId\":\"-\",";
        assertThat(function.log())
                .singleElement()
                .asString()
                .endsWith("\"level\":\"INFO\"," + id + "\"message\":\"loading\"}");
    }

    @Test
    void keepsTheOrderOfMessagesAndOutput() {
        var function =
                doing("for (let i = 0; i < 50; i++) { console.log(`m${i}`); process.stdout.write(`o${i}\\n`); }");
        function.answer();

        var lines = function.log();
        assertThat(lines).hasSize(100);
        for (int i = 0; i < 50; i++) {
            assertThat(lines.get(2 * i)).endsWith("\tm" + i);
            assertThat(lines.get(2 * i + 1)).isEqualTo("o" + i);
        }
    }

    @Test
    void losesNothingWhenTheRuntimeEnds() {
        var function = doing("for (let i = 0; i < 500; i++) console.log(`m${i}`); process.exit(1);");
        function.fault();

        assertThat(function.log().stream().filter(line -> line.contains("\tINFO\tm")))
                .hasSize(500);
    }

    @Test
    void writesEverythingBetweenStartAndEnd() {
        var function = doing("console.log('first'); process.stdout.write('last');");
        var id = function.invoke("{}").requestId();

        var lines = function.events();
        int start = lines.indexOf("START RequestId: " + id + " Version: $LATEST");
        assertThat(lines.get(start + 1)).endsWith("\tINFO\tfirst");
        assertThat(lines.get(start + 2)).isEqualTo("last");
        assertThat(lines.get(start + 3)).isEqualTo("END RequestId: " + id);
    }

    @Test
    void writesALongMessageWhole() {
        var function = doing("console.log('\u00e9'.repeat(100000));");
        function.answer();

        assertThat(function.log()).singleElement().asString().endsWith("\tINFO\t" + "\u00e9".repeat(100_000));
    }

    // --- JSON

    @Test
    void writesJsonWithTimeLevelAndRequest() {
        var function = doing("console.warn('tea');").with(s -> s.logging(LoggingConfig.JSON));
        var id = function.invoke("{}").requestId();

        assertThat(function.log())
                .singleElement()
                .asString()
                .matches("\\{\"timestamp\":\"" + TIME + "\",\"level\":\"WARN\",\"requestId\":\"" + id
                        + "\",\"message\":\"tea\"\\}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ a: [1, null] }       | {\"a\":[1,null]}",
                "12                     | 12",
                "null                   | null",
                "'text'                 | \"text\"",
                "'a', 1                 | \"a 1\"",
                "'%s!', 'tea'           | \"tea!\"",
                "{ a: 1 }, 'b'          | \"{ a: 1 } b\"",
            })
    void keepsTheTypeOfASingleValue(String values, String message) {
        assertThat(jsonLine("console.log(" + values + ");").get("message").toString())
                .isEqualTo(message);
    }

    @Test
    void writesErrorsAsObjects() {
        var alone = jsonLine("console.error(new TypeError('no tea'));").get("message");
        var among = jsonLine("console.error('failed', new TypeError('no tea'));");

        assertThat(alone.get("errorType").asString()).isEqualTo("TypeError");
        assertThat(alone.get("errorMessage").asString()).isEqualTo("no tea");
        assertThat(alone.get("stackTrace").isArray()).isTrue();
        assertThat(among.get("message").asString()).startsWith("failed TypeError: no tea");
        assertThat(among.get("errorType").asString()).isEqualTo("TypeError");
        assertThat(among.get("errorMessage").asString()).isEqualTo("no tea");
        assertThat(among.get("stackTrace").get(0).asString()).startsWith("TypeError: no tea");
    }

    @Test
    void writesWhatIsNoJsonAsText() {
        assertThat(jsonLine("const a = {}; a.a = a; console.log(a);")
                        .get("message")
                        .asString())
                .startsWith("<ref *1> { a: [Circular *1] }");
        assertThat(jsonLine("console.log({ n: 1n });").get("message").asString())
                .isEqualTo("{ n: 1n }");
    }

    @Test
    void dropsLevelsBelowTheFunctionsOwn() {
        var code = "for (const m of ['trace', 'debug', 'info', 'warn', 'error', 'fatal']) console[m](m);";

        assertThat(jsonLog(code, LogLevel.WARN).stream()
                        .map(line -> line.get("message").asString()))
                .containsExactly("warn", "error", "fatal");
        assertThat(jsonLog(code, LogLevel.TRACE)).hasSize(6);
    }

    @Test
    void logsFailuresInJson() {
        var line = jsonLine("throw new TypeError('no tea');");

        assertThat(line.get("level").asString()).isEqualTo("ERROR");
        assertThat(line.get("message").get("errorType").asString()).isEqualTo("TypeError");
        assertThat(line.get("message").get("errorMessage").asString()).isEqualTo("no tea");
        assertThat(line.get("message").get("stackTrace").get(0).asString()).isEqualTo("TypeError: no tea");
    }

    @Test
    void writesWhatAnErrorHasOfItsOwnInJson() {
        var message = jsonLine("console.error(Object.assign(new Error('no tea'), { code: 'E_TEA' }));")
                .get("message");

        assertThat(message.get("errorMessage").asString()).isEqualTo("no tea");
        assertThat(message.get("code").asString()).isEqualTo("E_TEA");
    }

    @Test
    void namesTheTenantInJson() {
        var function = doing("console.log('tea');")
                .with(s -> s.logging(LoggingConfig.JSON).tenantIsolation(true));
        function.invoke(request -> request.tenantId("blue"), "{}");

        assertThat(NodeFunction.json(function.log().getFirst()).get("tenantId").asString())
                .isEqualTo("blue");
    }
}
