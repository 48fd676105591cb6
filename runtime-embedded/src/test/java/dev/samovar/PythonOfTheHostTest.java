package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What functions find of what is installed for the Python that the host named, here an environment of `venv` in a
/// directory that children do not see.
@ParameterizedClass(name = "namespaces: {0}")
@ValueSource(booleans = {true, false})
final class PythonOfTheHostTest {
    private final MemoryLogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());

    @TempDir
    Path directory;

    @Parameter
    boolean namespaces;

    private Path packages = Path.of("");
    private @Nullable FunctionRuntime opened;
    private int inspectorPort;

    @BeforeEach
    void makeAnEnvironment() throws Exception {
        var process = new ProcessBuilder(
                        Tool.PYTHON.path().toString(),
                        "-m",
                        "venv",
                        "--without-pip",
                        directory.resolve("venv").toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0)
                .as("python3 -m venv works; on Debian the package python3-venv may be needed")
                .isTrue();
        try (var versions = Files.list(directory.resolve("venv/lib"))) {
            packages = versions.findFirst().orElseThrow().resolve("site-packages");
        }
    }

    private void install(String name, String text) throws IOException {
        var file = packages.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private NodeFunction function(String app) {
        return function(app, Isolation.IN_PROCESS);
    }

    private NodeFunction function(String app, Isolation isolation) {
        var builder = Samovar.builder()
                .isolation(isolation)
                .processes(
                        namespaces
                                ? ChildProcesses.launcher()
                                : ChildProcesses.builder().namespaces(false).build())
                .python(directory.resolve("venv"))
                .blanks(0)
                .logs(logs);
        if (inspectorPort != 0) builder.inspect(inspectorPort);
        opened = builder.build();
        var version =
                directory.resolve("venv/lib").relativize(packages).getName(0).toString();
        var root = directory.resolve("code");
        var spec = FunctionSpec.of("f", new RuntimeId(version), new Code.OnDisk(root))
                .handler("app.handler");
        return new NodeFunction(opened, logs, root, spec).file("app.py", app);
    }

    @AfterEach
    void close() {
        if (opened != null) opened.close();
    }

    @Test
    void takesTheSdkAndWhatItNeedsFromThere() throws Exception {
        install("boto3/__init__.py", "import botocore, kettle\nfrom boto3 import session");
        install("boto3/session.py", "import other_of_the_sdk\nWHERE = other_of_the_sdk.WHERE");
        install("botocore/__init__.py", "");
        install("kettle.py", "");
        install("other_of_the_sdk.py", "WHERE = 'of this machine'");

        assertThat(function("import boto3\ndef handler(e, c): return boto3.session.WHERE")
                        .answer())
                .isEqualTo("\"of this machine\"");
    }

    @Test
    void runsInASandboxOnThePythonItWasMadeWith() throws Exception {
        var app = "import sys\ndef handler(e, c): return sys.prefix == sys.base_prefix";
        assertThat(function(app, Isolation.PROCESS).answer()).isEqualTo("true");
    }

    @Test
    void seesNothingElseOfIt() throws Exception {
        install("kettle.py", "");

        assertThat(function("import kettle").fault().errorMessage())
                .isEqualTo("Unable to import module 'app': No module named 'kettle'");
    }

    @Test
    void prefersTheSdkOfThePackage() throws Exception {
        install("boto3/__init__.py", "WHERE = 'of this machine'");

        assertThat(function("import boto3\ndef handler(e, c): return boto3.WHERE")
                        .file("boto3.py", "WHERE = 'of the package'")
                        .answer())
                .isEqualTo("\"of the package\"");
    }

    @Test
    void tellsWhereTheSdkWouldComeFrom() {
        var message = function("import boto3").fault().errorMessage();

        assertThat(message)
                .startsWith(
                        "Unable to import module 'app': No module named 'boto3' (AWS's SDK is taken from the package, a"
                                + " layer, or the Python that runs the function, here Python 3.")
                .contains("-m pip install boto3");
    }

    @Test
    void tellsInTheLogWhatAHandlerLacks() {
        var function = function("def handler(e, c): import boto3");

        assertThat(function.fault().errorMessage()).isEqualTo("No module named 'boto3'");
        assertThat(function.log())
                .anyMatch(line -> line.startsWith("[WARNING]") && line.contains("-m pip install boto3"));
    }

    @Test
    void waitsForADebugger() throws Exception {
        inspectorPort = 5679;
        install("debugpy/__init__.py", """
                from debugpy import server
                def listen(address): print("listening", address)
                def wait_for_client(): print("waiting")
                """);
        install("debugpy/server.py", "import bytecode_of_debugpy");
        install("bytecode_of_debugpy.py", "");
        var function = function("print('loading')\ndef handler(e, c): return 1");

        assertThat(function.answer()).isEqualTo("1");
        assertThat(function.log()).containsExactly("listening ('127.0.0.1', 5679)", "waiting", "loading");
    }

    @Test
    void tellsThatTheDebuggerIsMissing() {
        inspectorPort = 5679;

        assertThat(function("def handler(e, c): return 1").fault().errorMessage())
                .startsWith("debugging needs debugpy, which neither the package, a layer nor Python 3.")
                .endsWith("-m pip install debugpy puts it there");
    }

    @Test
    void tellsWhatIsMissingForPython() {
        try (var runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build()) {
            Assertions.assertThatThrownBy(() ->
                            runtime.create(FunctionSpec.of("f", new RuntimeId("python3.13"), new Code.OnDisk(directory))
                                    .handler("app.handler")))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining("Python functions need a Python from 3.8 on on this machine")
                    .hasMessageContaining("ChildProcesses.launcher()");
        }
    }

    @Test
    void refusesRuntimesThatLambdaDropped() {
        function("");
        Assertions.assertThatThrownBy(() -> Objects.requireNonNull(opened)
                        .create(FunctionSpec.of("old", new RuntimeId("python3.7"), new Code.OnDisk(directory))
                                .handler("app.handler")))
                .isInstanceOf(RequestRefusedException.class);
    }
}
