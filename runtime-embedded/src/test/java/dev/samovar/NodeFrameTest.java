package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What V8 calls a handler in stack traces: a method of the runtime's object, as on Lambda.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
final class NodeFrameTest extends NodeDetailContract {
    private static final String FAIL = "throw new Error('tea')";

    @Override
    NodeEngine engine() {
        return NodeEngine.NODE;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index.mjs | export const handler = async () => { FAIL; }            | handler | CLASS.handler (file:",
                "index.mjs | export const handler = async () => { await 1; FAIL; }   | handler | CLASS.handler (file:",
                "index.mjs | export default async () => { FAIL; }                    | default | CLASS.default [as handler] (file:",
                "index.js  | async function main() { FAIL; } exports.handler = main;  | handler | CLASS.main [as handler] (/",
                "index.js  | exports.a = { h: async () => { FAIL; } };                | a.h     | CLASS.h [as handler] (/",
                "index.js  | exports.handler = async () => { FAIL; }                  | handler | exports.handler (/",
                "index.js  | exports.handler = async function () { FAIL; }            | handler | exports.handler (/",
            })
    void isAMethodOfTheRuntimesObject(String file, String code, String export, String frame) {
        var function = function().file(file, code.replace("FAIL", FAIL)).handler("index." + export);

        assertThat(firstFrame(function)).startsWith("    at " + frame.replace("CLASS", buffered()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "await 1; "})
    void isOneWhileItAwaits(String before) {
        var function = function()
                .file(
                        "index.mjs",
                        "const deep = async () => { " + before + "await 1; " + FAIL + "; };\n"
                                + "export const handler = async () => { await deep(); };");

        assertThat(function.fault().payload().text()).contains("\"    at async " + buffered() + ".handler (file:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"async (event, stream) => ", "async function (event, stream) "})
    void isOneOfAnotherObjectWhereItStreams(String head) {
        var function = function("exports.handler = awslambda.streamifyResponse(" + head + "{ " + FAIL + "; });");

        assertThat(firstFrame(function))
                .startsWith("    at " + (major() < 24 ? "Runtime" : "StreamingInvokeProcessor") + ".handler (/");
    }

    private String buffered() {
        return major() < 24 ? "Runtime" : "BufferedInvokeProcessor";
    }

    private static String firstFrame(NodeFunction function) {
        return NodeFunction.json(function.fault().payload().text())
                .get("trace")
                .get(1)
                .asString();
    }
}
