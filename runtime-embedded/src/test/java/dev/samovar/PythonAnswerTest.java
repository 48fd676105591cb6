package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of events and of what a handler returns.
final class PythonAnswerTest extends PythonDetailContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "None                                            | null",
                "{'a': 1, 'b': [True, None, 1.5]}                | {\"a\": 1, \"b\": [true, null, 1.5]}",
                "(1, 'two')                                      | [1, \"two\"]",
                "{1: 'int', None: 'none', True: 'bool', 1.5: 2}  | {\"1\": \"bool\", \"null\": \"none\", \"1.5\": 2}",
                "decimal.Decimal('1.10')                         | 1.10",
                "{'d': decimal.Decimal('12345678901234567890.5')} | {\"d\": 12345678901234567890.5}",
                "[decimal.Decimal('NaN'), float('nan'), math.inf] | [NaN, NaN, Infinity]",
                "collections.namedtuple('Tea', 'leaf cup')(1, (2,)) | {\"leaf\": 1, \"cup\": [2]}",
                "[collections.namedtuple('Tea', 'leaf')('x')]    | [{\"leaf\": \"x\"}]",
                "{'b': b'bytes', b'k': 1}                        | {\"b\": \"bytes\", \"k\": 1}",
                "collections.OrderedDict(z=1, a=2)               | {\"z\": 1, \"a\": 2}",
                "b'raw bytes'                                    | raw bytes",
                "2 ** 70                                         | 1180591620717411303424",
                "'\\ud800'                                       | \"\\ud800\"",
                "'a\"\\\\\\n'                                    | \"a\\\"\\\\\\n\"",
            })
    void answersJson(String value, String json) {
        assertThat(handler("return " + value).answer()).isEqualTo(json);
    }

    @Test
    void escapesWhatIsNotAsciiAsTheVersionDoes() {
        var answer = handler("return {'caf\u00e9': '\u2615\ud83d\ude00', 'd': decimal.Decimal(1)}")
                .answer();

        assertThat(answer)
                .isEqualTo(
                        minor() < 12
                                ? "{\"caf\\u00e9\": \"\\u2615\\ud83d\\ude00\", \"d\": 1}"
                                : "{\"caf\u00e9\": \"\u2615\ud83d\ude00\", \"d\": 1}");
        assertThat(handler("return '\\u2028'").answer()).isEqualTo(minor() < 12 ? "\"\\u2028\"" : "\"\u2028\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "datetime.datetime.now() | Object of type datetime is not JSON serializable",
                "{1, 2}                  | Object of type set is not JSON serializable",
                "{'a': object()}         | Object of type object is not JSON serializable",
                "[Exception('x')]        | Object of type Exception is not JSON serializable",
                "{(1, 2): 3}             | keys must be str, int, float, bool or None, not tuple",
                "{datetime.date(2020, 1, 1): 1} | keys must be str, int, float, bool or None, not datetime.date",
                "[{decimal.Decimal(1): {2}}] | keys must be str, int, float, bool or None, not decimal.Decimal",
                "{object(): decimal.Decimal(1)} | keys must be str, int, float, bool or None, not object",
                "{type('Tea', (), {})(): b''} | keys must be str, int, float, bool or None, not Tea",
                "(lambda a: a.append(a) or a)([]) | Circular reference detected",
                "(i for i in [1])        | Object of type generator is not JSON serializable",
            })
    void tellsWhatIsNoJson(String value, String why) {
        var function = handler("return " + value);
        var invocation = function.invoke("{}");
        var message = "Unable to marshal response: " + why;

        assertThat(function.faultOf(invocation).kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(function.faultOf(invocation).payload().text())
                .isEqualTo("{\"errorMessage\": \"" + message
                        + "\", \"errorType\": \"Runtime.MarshalError\", \"requestId\": \"" + invocation.requestId()
                        + "\", \"stackTrace\": []}");
        assertThat(function.log())
                .contains("[ERROR] Runtime.MarshalError: " + message + "\rTraceback (most recent call last):");
    }

    @Test
    void tellsThatACoroutineIsNoAnswer() {
        var function = function("async def handler(event, context): return 1");

        assertThat(function.fault().errorMessage())
                .isEqualTo("Unable to marshal response: Object of type coroutine is not JSON serializable");
        assertThat(function.log()).anyMatch(line -> line.contains("coroutine 'handler' was never awaited"));
    }

    @Test
    void tellsWhichEventCannotBeRead() {
        var function = handler("return 1");

        // Python reads no numbers of more digits since 3.11, and no deeper lists before 3.12.
        var fault = function.fault(minor() < 12 ? "[".repeat(999) + "]".repeat(999) : "1".repeat(4301));

        assertThat(fault.errorType()).isEqualTo("Runtime.UnmarshalError");
        assertThat(fault.errorMessage())
                .matches("Unable to unmarshal input: (maximum recursion depth|Exceeds the limit \\(4300).*");
        assertThat(function.answer()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[1,2.5,\"x\",null,true]} | dict {'a': [1, 2.5, 'x', None, True]}",
                "\"text\"                        | str text",
                "12                              | int 12",
                "null                            | NoneType None",
                "\"caf\u00e9 \\u2615\"           | str caf\u00e9 \u2615",
            })
    void givesEventsAsValues(String event, String value) {
        assertThat(handler("return (type(event).__name__ + ' ' + str(event)).encode()")
                        .answer(event))
                .isEqualTo(value);
    }

    @Test
    void takesAndAnswersLargePayloads() {
        var function = handler("return event");
        var large = "\"" + "x".repeat(6_000_000) + "\"";

        assertThat(function.answer(large)).isEqualTo(large);
        assertThat(function.answer("1")).isEqualTo("1");
        assertThat(function.answer(large)).isEqualTo(large);
    }

    @Test
    void tellsAnErrorOfAnySize() {
        assertThat(handler("raise Exception('x' * 3000000)").fault().errorType())
                .isEqualTo("Exception");
        assertThat(handler("raise Exception('x' * 9000000)").fault().errorType())
                .isEqualTo("Function.ResponseSizeTooLarge");
    }

    @Test
    void runsCoroutinesByAsyncio() {
        assertThat(function("""
                import asyncio
                async def brew(name):
                    await asyncio.sleep(0.001)
                    return name
                def handler(event, context):
                    async def both():
                        return await asyncio.gather(brew("tea"), brew("coffee"))
                    return asyncio.run(both())
                """).answer()).isEqualTo("[\"tea\", \"coffee\"]");
    }

    @Test
    void answersAStreamInOnePiece() {
        var function = handler("return {'tea': 1}");
        function.created();
        var streamed = StreamedAnswer.of(runtime(), function.name());

        assertThat(streamed.invocation().orThrow().text()).isEqualTo("{\"tea\": 1}");
    }

    @Test
    void findsHandlersInPackages() {
        for (var handler : new String[] {"shop/tea.brew", "shop.tea.brew", "shop.kettles/one.brew"})
            assertThat(function()
                            .file("shop/__init__.py", "")
                            .file("shop/tea.py", "from . import cup\ndef brew(e, c): return cup.NAME")
                            .file("shop/cup.py", "NAME = 'cup'")
                            .file("shop/kettles/one.py", "from shop.cup import NAME\nbrew = lambda e, c: NAME")
                            .handler(handler)
                            .answer())
                    .isEqualTo("\"cup\"");
    }

    @Test
    void takesWhateverCanBeCalled() {
        assertThat(function("""
                class Tea:
                    def __call__(self, event, context):
                        return "called"
                    def method(self, event, context):
                        return "method"
                handler = Tea()
                """).answer()).isEqualTo("\"called\"");
        assertThat(function("handler = 5").fault().errorMessage()).isEqualTo("'int' object is not callable");
        assertThat(function("def handler(event): pass").fault().errorMessage())
                .isEqualTo("handler() takes 1 positional argument but 2 were given");
    }

    @Test
    void prefersTheModulesOfThePackageToAllOthers() {
        assertThat(function("import requests, json, samovar_own\ndef handler(e, c): return [requests.V, samovar_own.V]")
                        .file("requests/__init__.py", "V = 'vendored'")
                        .file("samovar_own.py", "V = 2")
                        .answer())
                .isEqualTo("[\"vendored\", 2]");
    }

    @Test
    void runsAVersionThatIsNamedLikeAModuleOfTheRuntime() {
        assertThat(function()
                        .file("bootstrap.py", "def handler(e, c): return 'mine'")
                        .handler("bootstrap.handler")
                        .answer())
                .isEqualTo("\"mine\"");
        assertThat(function()
                        .file("runtime.py", "def handler(e, c): return __name__")
                        .handler("runtime.handler")
                        .answer())
                .isEqualTo("\"runtime\"");
    }

    @Test
    void answersByTheNameOfTheFunction() {
        var function = handler("return context.function_name");
        function.created();

        assertThat(runtime()
                        .invoke(dev.samovar.api.InvocationRequest.of(
                                FunctionRef.parse(function.name()), dev.samovar.api.Event.EMPTY))
                        .orThrow()
                        .text())
                .isEqualTo("\"" + function.name() + "\"");
    }
}
