package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.InvocationRequest;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LogType;
import dev.samovar.api.LoggingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a function writes and logs, to the letter.
final class PythonLogTest extends PythonDetailContract {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private NodeFunction json(String body) {
        return handler(body).with(spec -> spec.logging(LoggingConfig.JSON));
    }

    @Test
    void logsWithLevelTimeAndRequest() {
        var function = handler("""
                log = logging.getLogger("tea")
                log.warning("over %d\\nlines", 2)
                log.info("not shown")
                logging.getLogger().setLevel("DEBUG")
                log.debug("shown")
                logging.critical("caf\u00e9 \u2615")
                """);
        var id = function.invoke("{}").requestId();
        var log = function.log();

        assertThat(log).hasSize(3);
        assertThat(log.get(0)).matches("\\[WARNING]\t" + TIME + "\t" + id + "\tover 2\nlines");
        assertThat(log.get(1)).matches("\\[DEBUG]\t" + TIME + "\t" + id + "\tshown");
        assertThat(log.get(2)).matches("\\[CRITICAL]\t" + TIME + "\t" + id + "\tcaf\u00e9 \u2615");
    }

    @Test
    void logsWithoutARequestWhileLoading() {
        var function = function("""
                import logging
                logging.error("early")
                def handler(event, context): pass
                """);
        function.answer();

        assertThat(function.log()).singleElement().asString().matches("\\[ERROR]\t" + TIME + "\t\tearly");
    }

    @Test
    void logsAnErrorAsOneEvent() {
        var function = handler("""
                try:
                    1 / 0
                except ZeroDivisionError:
                    logging.exception("spilt")
                """);
        function.answer();

        assertThat(function.log())
                .singleElement()
                .asString()
                .matches("(?s)\\[ERROR]\t" + TIME + "\t[-0-9a-f]{36}\tspilt\nTraceback \\(most recent call last\\):\n"
                        + "  File \".*app.py\", line 5, in handler\n    1 / 0\n.*ZeroDivisionError: division by zero");
    }

    @Test
    void leavesTheRootLoggerToFunctionsThatConfigureIt() {
        var function = function("""
                import logging, sys
                logging.basicConfig(level="INFO")
                root = logging.getLogger()
                def handler(event, context):
                    logging.info("not at this level")
                    for each in list(root.handlers):
                        root.removeHandler(each)
                    logging.basicConfig(stream=sys.stdout, level="INFO", format="%(levelname)s:%(message)s")
                    logging.info("own")
                """);
        function.answer();

        assertThat(function.log()).containsExactly("INFO:own");
    }

    /// Libraries look for Lambda's handler by the name of its class, and give it a format of their own.
    @Test
    void namesItsHandlerAsLambdaDoes() {
        var function = handler("""
                handler = logging.getLogger().handlers[0]
                if handler.__class__.__name__ == "LambdaLoggerHandler":
                    handler.setFormatter(logging.Formatter("DD %(aws_request_id)s %(message)s\\n"))
                logging.error("x")
                return [type(handler).__name__, [type(each).__name__ for each in handler.filters], type(handler.formatter).__name__]
                """);
        var invocation = function.invoke("{}");

        assertThat(function.answerOf(invocation))
                .isEqualTo("[\"LambdaLoggerHandler\", [\"LambdaLoggerFilter\"], \"Formatter\"]");
        assertThat(function.log()).containsExactly("DD " + invocation.requestId() + " x");
    }

    @Test
    void passesOnWhatIsPrinted() {
        var function = handler("""
                print("one", 2, {"three": 3})
                print("first\\nsecond")
                print("error", file=sys.stderr)
                sys.stdout.write("half ")
                os.write(1, b"whole\\n")
                sys.stdout.buffer.write(b"bytes\\n")
                subprocess.run(["echo", "from a child"])
                print("no end", end="")
                """);
        function.answer();

        assertThat(function.log())
                .containsExactly(
                        "one 2 {'three': 3}",
                        "first",
                        "second",
                        "error",
                        "half whole",
                        "bytes",
                        "from a child",
                        "no end");
    }

    @Test
    void hasAllThatWasWrittenBeforeTheEnd() {
        var function = handler("""
                for i in range(20000):
                    print(i, "x" * 20)
                print("the end", end="")
                """);
        var invocation = function.invoke(request -> request.logType(LogType.TAIL), "{}");

        assertThat(invocation.logTail().orElseThrow()).contains("19999 xxxxxxxxxxxxxxxxxxxx\nthe endEND RequestId");
        assertThat(function.log()).hasSize(20001);
    }

    @Test
    void keepsPrintsAndMessagesInOrder() {
        var function = handler("""
                for i in range(300):
                    print("p%d" % i)
                    logging.warning("m%d", i)
                """);
        function.answer();
        var log = function.log();

        for (int i = 0; i < 300; i++) {
            assertThat(log.get(2 * i)).isEqualTo("p" + i);
            assertThat(log.get(2 * i + 1)).endsWith("\tm" + i);
        }
    }

    @Test
    void survivesTextThatCannotBeEncoded() {
        var function = handler("""
                logging.warning("surrogate \\ud800")
                print("smuggled \\udc80")
                return "served"
                """);

        assertThat(function.answer()).isEqualTo("\"served\"");
        assertThat(function.log().get(0)).endsWith("\tsurrogate \\ud800");
    }

    @Test
    void logsThroughTheContext() {
        var function = handler("""
                context.log('through the context')
                logging.getLogger().handlers.clear()
                context.log('though no handler is left')
                """);
        function.answer();

        assertThat(function.log()).containsExactly("through the context", "though no handler is left");
    }

    @Test
    void cutsAMessageThatIsTooLong() {
        var function = handler("""
                logging.warning("\u00e9" * 2000000)
                return "served"
                """);

        assertThat(function.answer()).isEqualTo("\"served\"");
        assertThat(function.log()).isNotEmpty();
    }

    // --- JSON

    @Test
    void logsJson() {
        var function = json("""
                logging.getLogger("tea").info("brewed %s", "green", extra={"cups": 2, "leaf": {"kind": "caf\u00e9"}, "none": None})
                logging.debug("below the level")
                """);
        var id = function.invoke("{}").requestId();

        assertThat(function.log())
                .singleElement()
                .asString()
                .matches(
                        "\\{\"timestamp\": \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\", \"level\": \"INFO\", \"message\":"
                                + " \"brewed green\", \"logger\": \"tea\", \"requestId\": \"" + id
                                + "\", \"cups\": 2, \"leaf\": \\{\"kind\": \"caf\u00e9\"}}");
    }

    @Test
    void namesItsHandlerAsLambdaDoesInJson() {
        assertThat(json("""
                handler = logging.getLogger().handlers[0]
                return [type(each).__name__ for each in [handler, *handler.filters, handler.formatter]]
                """).answer())
                .isEqualTo("[\"LambdaLoggerHandlerWithFrameType\", \"LambdaLoggerFilter\", \"JsonFormatter\"]");
    }

    @Test
    void logsAnErrorInJson() {
        var function = json("""
                try:
                    {}["leaf"]
                except KeyError:
                    logging.exception("spilt")
                """);
        function.answer();

        assertThat(function.log()).singleElement().satisfies(line -> {
            assertThat(line)
                    .matches(
                            "\\{\"timestamp\": \"[^\"]+\", \"level\": \"ERROR\", \"message\": \"spilt\", \"logger\": \"root\","
                                    + " \"stackTrace\": \\[\"  File \\\\\".*app.py\\\\\", line 5, in handler\\\\n.*], \"errorType\": \"KeyError\","
                                    + " \"errorMessage\": \"'leaf'\", \"requestId\": \"[^\"]+\", \"location\":"
                                    + " \"/var/task/app.py:handler:7\"}");
        });
    }

    @Test
    void logsAFailureInJson() {
        var function = json("raise ValueError('spilt')");
        var id = function.invoke("{}").requestId();

        assertThat(function.log())
                .singleElement()
                .asString()
                .matches("\\{\"timestamp\": \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\", \"log_level\": \"ERROR\","
                        + " \"errorMessage\": \"spilt\", \"errorType\": \"ValueError\", \"requestId\": \"" + id
                        + "\", \"stackTrace\": \\[\"  File \\\\\"/var/task/app.py\\\\\", line 4, in handler\\\\n"
                        + "    raise ValueError\\('spilt'\\)\\\\n\"]}");
    }

    @Test
    void keepsTheLevelOfTheConfiguration() {
        for (var level : List.of(LogLevel.TRACE, LogLevel.DEBUG, LogLevel.WARN, LogLevel.FATAL)) {
            var function =
                    handler("""
                            for name in ("debug", "info", "warning", "error", "critical"):
                                getattr(logging, name)(name)
                            return [os.environ["AWS_LAMBDA_LOG_FORMAT"], os.environ["AWS_LAMBDA_LOG_LEVEL"]]
                            """).with(spec -> spec.logging(new LoggingConfig(LogFormat.JSON, level, null, null)));

            assertThat(function.answer()).isEqualTo("[\"JSON\", \"" + level + "\"]");
            assertThat(function.log())
                    .hasSize(
                            switch (level) {
                                case TRACE, DEBUG -> 5;
                                case WARN -> 3;
                                default -> 1;
                            });
        }
    }

    @Test
    void tellsTheTenantInJson() {
        var function = json("logging.warning('x')").with(spec -> spec.tenantIsolation(true));
        function.invoke((InvocationRequest request) -> request.tenantId("blue"), "{}")
                .orThrow();

        assertThat(function.log()).singleElement().asString().contains("\"tenantId\": \"blue\"");
    }

    @Test
    void printsInJsonAsItIs() {
        var function = json("print('plain'); print('{\"level\": \"DEBUG\", \"message\": \"filtered\"}')");
        function.answer();

        assertThat(function.log()).containsExactly("plain");
    }
}
