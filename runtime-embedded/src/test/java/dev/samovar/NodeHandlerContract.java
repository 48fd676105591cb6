package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a handler's name leads to a function, and what is said when it does not.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeHandlerContract extends NodeDetailContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index.handler      | index.js     | exports.handler",
                "app.run            | app.js       | exports.run",
                "src/deep/app.run   | src/deep/app.js | exports.run",
                "index.a.b.handler  | index.js     | exports.a = { b: {} }; exports.a.b.handler",
                "app.v1.run         | app.js       | exports.v1 = {}; exports.v1.run",
                "lib.d/app.run      | lib.d/app.js | exports.run",
                "/var/task/app.run  | app.js       | exports.run",
                "index.handler      | index.cjs    | exports.handler",
                "index.handler      | index.mjs    | export const handler",
            })
    void findsTheFunctionThatAHandlerNames(String handler, String file, String export) {
        var function = function().file(file, export + " = async () => 'found';").handler(handler);

        assertThat(function.answer()).isEqualTo("\"found\"");
    }

    @Test
    void asksTheNearestPackage() {
        var function = function()
                .file("package.json", "{\"type\":\"module\"}")
                .file("old/package.json", "{}")
                .file("old/app.js", "exports.run = async () => typeof require;")
                .handler("old/app.run");

        assertThat(function.answer()).isEqualTo("\"function\"");
    }

    @Test
    void prefersJsToMjsToCjs() {
        var all = function("exports.handler = async () => 'js';")
                .file("index.mjs", "export const handler = async () => 'mjs';")
                .file("index.cjs", "exports.handler = async () => 'cjs';");
        var two = function()
                .file("index.mjs", "export const handler = async () => 'mjs';")
                .file("index.cjs", "exports.handler = async () => 'cjs';");

        assertThat(all.answer()).isEqualTo("\"js\"");
        assertThat(two.answer()).isEqualTo("\"mjs\"");
    }

    @Test
    void resolvesWhatIsNoFileAsNodeDoes() {
        var inModules = function()
                .file("node_modules/shop/package.json", "{\"main\":\"lib/main.js\"}")
                .file("node_modules/shop/lib/main.js", "exports.handler = async () => 'shop';")
                .handler("shop.handler");
        var directory = function()
                .file("app/index.js", "exports.handler = async () => 'directory';")
                .handler("app/index.handler");

        assertThat(inModules.answer()).isEqualTo("\"shop\"");
        assertThat(directory.answer()).isEqualTo("\"directory\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/index.js", "app.js"})
    void importsNoDirectoryFrom24On(String file) {
        var function = function()
                .file("app/other.js", "")
                .file(file, "exports.handler = async () => 'found';")
                .handler("app.handler");

        if (major() < 24) assertThat(function.answer()).isEqualTo("\"found\"");
        else {
            var fault = function.fault();
            assertThat(fault.errorType()).isEqualTo("Error");
            assertThat(fault.errorMessage())
                    .startsWith("Directory import '/var/task/app' is not supported resolving ES modules imported from "
                            + "/var/runtime/index.mjs");
            assertThat(function.log())
                    .anySatisfy(line -> assertThat(line).contains("\"code\":\"ERR_UNSUPPORTED_DIR_IMPORT\""));
        }
    }

    @Test
    void findsAHandlerInALayer() {
        var function = function("exports.handler = async () => 'own';")
                .layerFile("nodejs/wrap.js", "exports.handler = require('/var/task/index.js').handler;")
                .handler("/opt/nodejs/wrap.handler");

        assertThat(function.answer()).isEqualTo("\"own\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../index.handler | '../index.handler' is not a valid handler name. Use absolute paths when specifying "
                        + "root directories in handler names.",
                "a/../b.handler   | 'a/../b.handler' is not a valid handler name. Use absolute paths when specifying "
                        + "root directories in handler names.",
                "index            | Bad handler",
                "lib.d/index      | Bad handler",
            },
            quoteCharacter = '`')
    void refusesAMalformedHandler(String handler, String message) {
        var fault =
                function("exports.handler = async () => 1;").handler(handler).fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.MalformedHandlerName");
        assertThat(fault.errorMessage()).isEqualTo(message);
        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index.missing | index.missing is undefined or not exported",
                "index.a.b     | index.a.b is undefined or not exported",
                "index.number  | index.number is not a function",
            })
    void saysWhichExportIsMissing(String handler, String message) {
        var fault = function("exports.number = 1;").handler(handler).fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.HandlerNotFound");
        assertThat(fault.errorMessage()).isEqualTo(message);
        assertThat(fault.payload().text())
                .startsWith("{\"errorType\":\"Runtime.HandlerNotFound\",\"errorMessage\":\"" + message
                        + "\",\"trace\":[\"" + "Runtime.HandlerNotFound: " + message + "\"");
    }

    @Test
    void saysWhichModuleIsMissingAndWhoRequiresIt() {
        var fault = function("require('./lib.js');")
                .file("lib.js", "require('absent');")
                .fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.ImportModuleError");
        assertThat(fault.errorMessage())
                .startsWith(
                        "Error: Cannot find module 'absent'\nRequire stack:\n- /var/task/lib.js\n- /var/task/index.js");
    }

    @ParameterizedTest
    @CsvSource({"index.handler,index", "src/app.handler,app"})
    void saysThatTheHandlersFileIsMissing(String handler, String module) {
        var fault = function().file("other.js", "").handler(handler).fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.ImportModuleError");
        assertThat(fault.errorMessage())
                .isEqualTo("Error: Cannot find module '" + module + "'\nRequire stack:\n- /var/runtime/index.mjs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exports.handler = async function () { return [this.constructor.name, typeof this.handler]; } | Runtime | BufferedInvokeProcessor",
                "exports.handler = awslambda.streamifyResponse(async function (event, stream) {"
                        + " stream.end(JSON.stringify([this.constructor.name, typeof this.handler])); }) | Runtime | StreamingInvokeProcessor",
            })
    void isAMethodOfTheRuntimesObject(String code, String before24, String from24) {
        assertThat(function(code).answer()).isEqualTo("[\"" + (major() < 24 ? before24 : from24) + "\",\"function\"]");
    }

    @Test
    void isNeitherTheMainModuleNorOneWithoutAParent() {
        var function = function("const shown = [require.main === module, typeof require.main, !module.parent];\n"
                + "exports.handler = async () => shown;");

        assertThat(function.answer()).isEqualTo("[false,\"undefined\"," + (major() >= 24) + "]");
    }

    @Test
    void saysWhichPackageAModuleLacks() {
        var fault = function()
                .file("index.mjs", "import 'absent'; export const handler = async () => 1;")
                .fault();

        assertThat(fault.errorType()).isEqualTo("Error");
        assertThat(fault.errorMessage()).isEqualTo("Cannot find package 'absent' imported from /var/task/index.mjs");
        assertThat(fault.payload().text()).contains("\"trace\":[\"Error [ERR_MODULE_NOT_FOUND]: Cannot find package");
    }

    @Test
    void saysWhatIsNoJavaScript() {
        var fault = function("exports.handler = async () => {\n  return 1;\n").fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.UserCodeSyntaxError");
        assertThat(fault.errorMessage()).startsWith("SyntaxError: ");
        var trace = NodeFunction.json(fault.payload().text()).get("trace");
        if (major() < 24) {
            assertThat(trace.get(0).asString()).isEqualTo("Runtime.UserCodeSyntaxError: " + fault.errorMessage());
            assertThat(trace).hasSize(1);
        } else {
            assertThat(trace).anySatisfy(line -> assertThat(line.asString()).isEqualTo(fault.errorMessage()));
        }
    }

    @Test
    void answersWhatItsCodeThrewWhenItWasLoaded() {
        var function = function("const name = 'tea';\nthrow new TypeError('no ' + name);");
        var fault = function.fault();
        var body = NodeFunction.json(fault.payload().text());

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.errorType()).isEqualTo("TypeError");
        assertThat(fault.errorMessage()).isEqualTo("no tea");
        assertThat(body.get("trace").get(0).asString()).isEqualTo("TypeError: no tea");
        assertThat(body.get("trace").get(1).asString()).contains("/var/task/index.js:2:7");
        var title = major() < 24 ? "undefined\tERROR\tUncaught Exception" : "-\tERROR\tInit Error";
        assertThat(function.log())
                .anySatisfy(line -> assertThat(line)
                        .matches("(?s)\\S+Z\t" + title
                                + " \t\\{\"errorType\":\"TypeError\",\"errorMessage\":\"no tea\","
                                + "\"stack\":\\[\"TypeError: no tea\",.*\\]\\}"));
    }
}
