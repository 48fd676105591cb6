package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Isolation;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.ProcessLauncher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What may come before Node on engine `node`: a wrapper script, and files that its options name.
///
/// Source: AWS Lambda developer guide, "Modifying the runtime environment".
@ParameterizedClass(name = "namespaces: {0}")
@ValueSource(booleans = {true, false})
final class NodeWrapperTest {
    private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

    private final MemoryLogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());

    @Parameter
    boolean namespaces;

    @TempDir
    Path directory;

    private @Nullable FunctionRuntime opened;

    @BeforeEach
    void open() {
        opened = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .processes(launcher())
                .logs(logs)
                .build();
    }

    private ProcessLauncher launcher() {
        return namespaces
                ? ChildProcesses.launcher()
                : ChildProcesses.builder().namespaces(false).build();
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(opened).close();
    }

    private NodeFunction function(String index) {
        var root = directory.resolve("code");
        var spec = NodeFunctions.function(root, "f", Map.of()).engine("node");
        return new NodeFunction(Objects.requireNonNull(opened), logs, root, spec).file("index.js", index);
    }

    private NodeFunction wrapped(String script) {
        return function("""
                        let count = 0;
                        exports.handler = async (event) => {
                          if (event.end) process.exit(event.end);
                          console.log('served');
                          const options = process.execArgv.filter((option) => !option.startsWith('--no-experimental-'));
                          return [++count, process.env.COLOUR, options, typeof process.env.SAMOVAR_TOKEN];
                        };
                        exports.other = async () => 'other';
                        """)
                .layerFile("wrapper", script)
                .executable("wrapper")
                .with(spec -> spec.environment(WRAPPER, "/opt/wrapper"));
    }

    @Test
    void startsNodeByAScriptOfALayer() {
        var function = wrapped("""
                #!/bin/sh
                export COLOUR=green
                exec "$@"
                """);

        assertThat(function.answer()).isEqualTo("[1,\"green\",[],\"undefined\"]");
        assertThat(function.answer()).isEqualTo("[2,\"green\",[],\"undefined\"]");
        assertThat(function.log())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).endsWith("\tINFO\tserved"));
    }

    @Test
    void takesOptionsThatTheScriptPutsBeforeTheLastArgument() {
        var function = wrapped("""
                #!/bin/bash
                args=("$@")
                args=("${args[@]:0:$#-1}" "--no-warnings" "${args[@]: -1}")
                exec "${args[@]}"
                """);

        assertThat(function.answer()).isEqualTo("[1,null,[\"--no-warnings\"],\"undefined\"]");
    }

    @Test
    void takesAnotherHandlerFromTheScript() {
        assertThat(wrapped("""
                #!/bin/sh
                export _HANDLER=index.other
                exec "$@"
                """).answer()).isEqualTo("\"other\"");
    }

    @Test
    void takesAScriptOfThePackage() {
        var function = function("exports.handler = async () => process.env.COLOUR;")
                .file("wrapper", "#!/bin/sh\nCOLOUR=green exec \"$@\"\n")
                .executable("wrapper")
                .with(spec -> spec.environment(WRAPPER, "/var/task/wrapper"));

        assertThat(function.answer()).isEqualTo("\"green\"");
    }

    @Test
    void tellsThatTheScriptIsMissing() {
        var fault = function("exports.handler = async () => 1;")
                .with(spec -> spec.environment(WRAPPER, "/opt/missing"))
                .fault();

        assertThat(fault.errorType()).isEqualTo("Runtime.ExitError");
        assertThat(fault.errorMessage()).endsWith("Runtime exited with error: exit status 127");
    }

    @Test
    void tellsHowTheScriptEnded() {
        assertThat(wrapped("#!/bin/sh\nexit 9\n").fault().errorMessage())
                .endsWith("Runtime exited with error: exit status 9");
    }

    @Test
    void tellsHowTheFunctionEnded() {
        var function = wrapped("#!/bin/sh\nexec \"$@\"\n");

        assertThat(function.fault("{\"end\":3}").errorMessage()).endsWith("Runtime exited with error: exit status 3");
        assertThat(function.answer()).startsWith("[1,");
    }

    @Test
    void requiresFilesOfLayersBeforeTheFunction() {
        var function = function("exports.handler = async () => globalThis.before;")
                .layerFile("before.js", "globalThis.before = __filename;");
        var at = namespaces ? "/opt" : directory.resolve("code-layer").toString();

        assertThat(function.with(spec -> spec.environment("NODE_OPTIONS", "--require " + at + "/before.js"))
                        .answer())
                .contains("before.js");
    }
}
