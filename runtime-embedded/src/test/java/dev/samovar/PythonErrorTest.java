package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the caller and the log are told of a failure, and of the end of the process.
final class PythonErrorTest extends PythonDetailContract {
    @Test
    void answersAnErrorWithItsTraceback() {
        var function = function("""
                def brew(leaves):
                    raise ValueError("no " + leaves)

                def handler(event, context):
                    return brew("tea")
                """);
        var invocation = function.invoke("{}");

        assertThat(function.faultOf(invocation).kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(function.faultOf(invocation).payload().text())
                .isEqualTo(
                        "{\"errorMessage\": \"no tea\", \"errorType\": \"ValueError\", \"requestId\": \""
                                + invocation.requestId() + "\", \"stackTrace\": ["
                                + "\"  File \\\"/var/task/app.py\\\", line 5, in handler\\n    return brew(\\\"tea\\\")\\n\", "
                                + "\"  File \\\"/var/task/app.py\\\", line 2, in brew\\n    raise ValueError(\\\"no \\\" + leaves)\\n\"]}");
        assertThat(function.log())
                .containsExactly("[ERROR] ValueError: no tea\rTraceback (most recent call last):\r"
                        + "\u00a0\u00a0File \"/var/task/app.py\", line 5, in handler\r"
                        + "\u00a0\u00a0\u00a0\u00a0return brew(\"tea\")\r"
                        + "\u00a0\u00a0File \"/var/task/app.py\", line 2, in brew\r"
                        + "\u00a0\u00a0\u00a0\u00a0raise ValueError(\"no \" + leaves)");
    }

    @Test
    void staysWarmAfterAnError() {
        var function = function("""
                count = 0
                def handler(event, context):
                    global count
                    count += 1
                    if event:
                        raise RuntimeError("spilt")
                    return count
                """);
        function.answer();
        function.fault("{\"fail\":true}");

        assertThat(function.answer()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "raise Exception                        | Exception        | ``",
                "raise KeyError('cup')                  | KeyError         | 'cup'",
                "raise json.JSONDecodeError('m', 'd', 0)| JSONDecodeError  | m: line 1 column 1 (char 0)",
                "1 / 0                                  | ZeroDivisionError| division by zero",
                "open('/nowhere')                       | FileNotFoundError| [Errno 2] No such file or directory: '/nowhere'",
                "raise StopIteration                    | StopIteration    | ``",
                "assert False, 'why'                    | AssertionError   | why",
            })
    void namesTheClassWithoutItsModule(String statement, String type, String message) {
        var fault = handler(statement).fault();

        assertThat(fault.errorType()).isEqualTo(type);
        assertThat(fault.errorMessage()).isEqualTo(message);
    }

    @Test
    void answersThoughTheErrorCannotBeShown() {
        var fault = function("""
                class Odd(Exception):
                    def __str__(self):
                        raise TypeError("odder")
                def handler(event, context):
                    raise Odd()
                """).fault();

        assertThat(fault.errorType()).isEqualTo("Odd");
        assertThat(fault.errorMessage()).isEqualTo("<exception str() failed>");
    }

    @Test
    void leavesTheCauseOut() {
        var function = function("""
                def handler(event, context):
                    try:
                        {}["x"]
                    except KeyError as error:
                        raise LookupError("outer") from error
                """);

        assertThat(function.fault().payload().text()).contains("\"outer\"").doesNotContain("KeyError: ");
    }

    @Test
    void shortensARecursion() {
        var function = function("""
                def handler(event, context):
                    return handler(event, context)
                """);
        var fault = function.fault();

        assertThat(fault.errorType()).isEqualTo("RecursionError");
        assertThat(fault.payload().text()).contains("[Previous line repeated ").contains(" more times]");
    }

    @Test
    void showsTextAsTheVersionDoes() {
        var text = handler("raise Exception('caf\u00e9')").fault().payload().text();

        if (minor() < 12) assertThat(text).contains("\"caf\\u00e9\"");
        else assertThat(text).contains("\"caf\u00e9\"");
    }

    /// Of an error in the call itself nothing is the function's: the caller sees where the runtime called.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "def handler(event): pass             | handler() takes 1 positional argument but 2 were given",
                "def handler(event, *, context): pass | handler() takes 1 positional argument but 2 were given",
                "handler = 5                          | 'int' object is not callable",
            })
    void showsTheCallThatFailed(String app, String message) {
        var function = function(app);
        var text = function.fault().payload().text();

        assertThat(text)
                .startsWith("{\"errorMessage\": \"" + message + "\", \"errorType\": \"TypeError\", ")
                .matches(
                        ".*\"stackTrace\": \\[\"  File \\\\\"/var/runtime/samovar_runtime\\.py\\\\\", line \\d+, in"
                                + " handle_event_request\\\\n    response = request_handler\\(event, lambda_context\\)\\\\n\"]}");
        assertThat(function.log())
                .singleElement()
                .asString()
                .contains("\r\u00a0\u00a0File \"/var/runtime/samovar_runtime.py\", line ")
                .endsWith("\r\u00a0\u00a0\u00a0\u00a0response = request_handler(event, lambda_context)");
    }

    // --- loading

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "handler           | Runtime.MalformedHandlerName  | Bad handler 'handler': not enough values to unpack (expected 2, got 1)",
                "app.brew          | Runtime.HandlerNotFound       | Handler 'brew' missing on module 'app'",
                "absent.handler    | Runtime.ImportModuleError     | Unable to import module 'absent': No module named 'absent'",
                "app/sub.handler   | Runtime.ImportModuleError     | Unable to import module 'app/sub': No module named 'app.sub'; 'app' is not a package",
                "needs.handler     | Runtime.ImportModuleError     | Unable to import module 'needs': No module named 'tea_kettle'",
                "picky.handler     | Runtime.ImportModuleError     | Unable to import module 'picky': no thanks",
                "sys.exit          | Runtime.BuiltInModuleConflict | Cannot use built-in module sys as a handler module",
            })
    void tellsWhyTheHandlerIsNotThere(String handler, String type, String message) {
        var function = function("def handler(event, context): pass")
                .file("needs.py", "import tea_kettle")
                .file("picky.py", "raise ImportError('no thanks')")
                .handler(handler);
        var fault = function.fault();

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.payload().text())
                .isEqualTo("{\"errorMessage\": \"" + message + "\", \"errorType\": \"" + type
                        + "\", \"requestId\": \"\", \"stackTrace\": []}");
        assertThat(function.log())
                .contains("[ERROR] " + type + ": " + message + "\rTraceback (most recent call last):");
    }

    @Test
    void tellsOfASyntaxError() {
        var function = function("""
                def handler(event, context):
                    return ]
                """);
        var fault = function.fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.UserCodeSyntaxError");
        assertThat(fault.errorMessage())
                .startsWith("Syntax error in module 'app': ")
                .endsWith(" (app.py, line 2)");
        assertThat(fault.payload().text())
                .contains("\"requestId\": \"\", \"stackTrace\": [\"  File \\\"/var/task/app.py\\\" Line 2\\n"
                        + "        return ]");
    }

    @Test
    void tellsOfAnErrorWhileLoading() {
        var function = function("""
                cups = {}
                cups["green"]
                """);
        var fault = function.fault();

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.payload().text())
                .startsWith(
                        "{\"errorMessage\": \"'green'\", \"errorType\": \"KeyError\", \"requestId\": \"\", \"stackTrace\":"
                                + " [\"  File \\\"")
                .contains("importlib/__init__.py")
                .endsWith("\"  File \\\"/var/task/app.py\\\", line 2, in <module>\\n    cups[\\\"green\\\"]\\n\"]}")
                .doesNotContain("samovar_");
        assertThat(function.events())
                .filteredOn(line -> line.startsWith("INIT_REPORT"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("Status: error\tError Type: KeyError"));
    }

    // --- the end of the process

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sys.exit(3)                          | with error: exit status 3",
                "sys.exit(0)                          | without providing a reason",
                "sys.exit()                           | without providing a reason",
                "sys.exit('told')                     | with error: exit status 1",
                "exit(4)                              | with error: exit status 4",
                "raise SystemExit(300)                | with error: exit status 44",
                "os._exit(5)                          | with error: exit status 5",
                "os.abort()                           | with error: signal: aborted",
                "os.kill(os.getpid(), signal.SIGKILL) | with error: signal: killed",
                "os.kill(os.getpid(), signal.SIGTERM) | with error: signal: terminated",
                "ctypes.string_at(0)                  | with error: signal: segmentation fault",
                "raise KeyboardInterrupt              | with error: signal: interrupt",
                "raise GeneratorExit                  | with error: exit status 1",
                "os.closerange(3, 4096); time.sleep(5) | with error: signal: killed",
            })
    void tellsHowTheProcessEnded(String statement, String reason) {
        var function = handler("""
                if event:
                    %s
                return "served"
                """.formatted(statement));

        function.answer();
        assertEnded(function, function.invoke("{\"end\":1}"), reason);
        assertThat(function.answer()).isEqualTo("\"served\"");
    }

    @Test
    void logsWhatEndsTheProcessWithoutFramesOfTheRuntime() {
        var function = function("""
                import asyncio
                def handler(event, context):
                    raise asyncio.CancelledError("stop")
                """);
        function.fault();

        assertThat(String.join("\n", function.log()))
                .contains("Traceback (most recent call last):\n")
                .contains("line 3, in handler")
                .contains("CancelledError: stop")
                .doesNotContain("samovar_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import sys; sys.exit(7)           | with error: exit status 7",
                "raise SystemExit                  | without providing a reason",
                "import os; os._exit(8)            | with error: exit status 8",
                "import os; os.abort()             | with error: signal: aborted",
            })
    void tellsHowTheProcessEndedWhileLoading(String statement, String reason) {
        var function = function(statement);

        assertEnded(function, function.invoke("{}"), reason);
    }

    @Test
    void runsWhatIsRegisteredForTheEnd() {
        var function = handler("""
                import atexit
                atexit.register(print, "the last word")
                sys.exit(2)
                """);

        assertEnded(function, function.invoke("{}"), "with error: exit status 2");
        assertThat(function.log()).contains("the last word");
    }
}
