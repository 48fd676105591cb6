package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What surrounds a function: variables, directories, files.
@ValueSource(strings = {"nodejs20.x", "nodejs22.x", "nodejs24.x"})
abstract class NodeEnvironmentContract extends NodeDetailContract {
    private NodeFunction answering(String expression) {
        return function("exports.handler = async (event, context) => (" + expression + ");");
    }

    @Test
    void hasLambdasVariables() {
        var function = answering("process.env").with(spec -> spec.environment("COLOUR", "green"));
        var variables = NodeFunction.json(function.answer());

        var expected = Map.ofEntries(
                Map.entry("_HANDLER", "index.handler"),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_" + runtimeId),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
                Map.entry("LAMBDA_TASK_ROOT", "/var/task"),
                Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
                Map.entry("TZ", ":UTC"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
                Map.entry(
                        "LD_LIBRARY_PATH",
                        "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib"),
                Map.entry(
                        "NODE_PATH",
                        "/opt/nodejs/node" + major()
                                + "/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task"),
                Map.entry("PWD", "/var/task"),
                Map.entry("SHLVL", "0"),
                Map.entry("COLOUR", "green"));
        expected.forEach((name, value) ->
                assertThat(variables.path(name).asString()).as(name).isEqualTo(value));
        assertThat(variables.path("AWS_LAMBDA_LOG_STREAM_NAME").asString()).isNotEmpty();
        assertThat(variables.path("AWS_ACCESS_KEY_ID").asString()).isNotEmpty();
    }

    @Test
    void hasNoVariablesOfTheHost() {
        var names = NodeFunction.json(answering("Object.keys(process.env)").answer());

        for (var name : names)
            assertThat(name.asString())
                    .matches(
                            "_HANDLER|_?AWS_.*|_X_AMZN_TRACE_ID|LAMBDA_.*|TZ|LANG|PATH|LD_LIBRARY_PATH|NODE_PATH|PWD|SHLVL");
    }

    @Test
    void keepsChangesOfVariablesWhileItIsWarm() {
        var function = answering(
                        "[process.env.CUP, process.env.CUP = 1, delete process.env.COLOUR, process.env.COLOUR]")
                .with(spec -> spec.environment("COLOUR", "green"));

        assertThat(function.answer()).isEqualTo("[null,1,true,null]");
        assertThat(function.answer()).isEqualTo("[\"1\",1,true,null]");
    }

    @Test
    void keepsVariablesAsText() {
        var refused = "(() => { try { process.env.S = Symbol('s'); } catch (error) { return error.name; } })()";

        assertThat(answering("[process.env.A = undefined, process.env.A, process.env.B = true, process.env.B, "
                                + refused + "]")
                        .answer())
                .isEqualTo("[null,\"undefined\",true,\"true\",\"TypeError\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "process.cwd()                          | \"/var/task\"",
                "[__dirname, __filename]                | [\"/var/task\",\"/var/task/index.js\"]",
                "require.resolve('./index.js')          | \"/var/task/index.js\"",
                "require('fs').readdirSync('/var/task') | [\"index.js\"]",
                "require('path').resolve('x')           | \"/var/task/x\"",
                "process.argv.slice(1)                  | [\"/var/runtime/index.mjs\"]",
                "require('os').tmpdir()                 | \"/tmp\"",
            })
    void liesInVarTask(String expression, String answer) {
        assertThat(answering(expression).answer()).isEqualTo(answer);
    }

    @Test
    void changesItsDirectory() {
        var function = function().file("index.js", """
                const fs = require('fs');
                const told = (act) => { try { return act(); } catch (e) { return [e.message, e.code, e.path, e.dest]; } };
                exports.handler = async () => {
                  process.chdir('/tmp');
                  fs.writeFileSync('made', 'x');
                  process.chdir('..');
                  const seen = [process.cwd(), fs.existsSync('tmp/made'), require('path').resolve('y')];
                  seen.push(told(() => process.chdir('/tmp/none')), told(() => process.chdir('/tmp/made')));
                  process.chdir('/var/task');
                  return seen;
                };""");

        assertThat(function.answer())
                .isEqualTo("[\"/\",true,\"/y\","
                        + "[\"ENOENT: no such file or directory, chdir '/' -> '/tmp/none'\",\"ENOENT\",\"/\",\"/tmp/none\"],"
                        + "[\"ENOTDIR: not a directory, chdir '/' -> '/tmp/made'\",\"ENOTDIR\",\"/\",\"/tmp/made\"]]");
    }

    @ParameterizedTest
    @CsvSource({"/nowhere, ENOENT", "/var/nowhere, ENOENT", "/nowhere/below, ENOENT", "/var/task/nowhere, ENOENT"})
    void findsNothingWhereThereIsNothing(String path, String code) {
        var read = "(() => { try { return require('fs').readFileSync('%s'); } catch (e) { return e.code; } })()";

        assertThat(answering(read.formatted(path)).answer()).isEqualTo("\"" + code + "\"");
    }

    @Test
    void knowsTheAddressOfAModule() {
        var function = function().file("lib/index.mjs", """
                export const handler = async () => [import.meta.url, import.meta.dirname];
                """).handler("lib/index.handler");

        assertThat(function.answer()).isEqualTo("[\"file:///var/task/lib/index.mjs\",\"/var/task/lib\"]");
    }

    @Test
    void cannotChangeItsCode() {
        var write =
                "(() => { try { require('fs').writeFileSync('%s', 'x'); return 'written'; } catch (e) { return e.code; } })()";

        assertThat(answering(write.formatted("/var/task/index.js")).answer()).isEqualTo("\"EROFS\"");
        assertThat(answering(write.formatted("/var/task/new.js")).answer()).isEqualTo("\"EROFS\"");
    }

    @Test
    void keepsTmpWhileItIsWarmAndShowsItToNobodyElse() {
        var code = """
                (() => {
                  const fs = require('fs');
                  const before = fs.readdirSync('/tmp').filter((name) => name === 'note');
                  fs.writeFileSync('/tmp/note', 'x');
                  return before;
                })()
                """;
        var first = answering(code);
        var second = answering(code);

        assertThat(first.answer()).isEqualTo("[]");
        assertThat(first.answer()).isEqualTo("[\"note\"]");
        assertThat(second.answer()).isEqualTo("[]");
    }

    @Test
    void requiresJsonAndImportsCommonJs() {
        var function = function()
                .file("index.mjs", """
                        import { readFile } from 'node:fs/promises';
                        import { createRequire } from 'node:module';
                        import old from './old.cjs';
                        const tea = createRequire(import.meta.url)('./tea.json');
                        export const handler = async () => [old.kind, tea.cups, (await readFile('tea.json', 'utf8')).length];
                        """)
                .file("old.cjs", "exports.kind = 'cjs';")
                .file("tea.json", "{\"cups\":2}");

        assertThat(function.answer()).isEqualTo("[\"cjs\",2,10]");
    }
}
