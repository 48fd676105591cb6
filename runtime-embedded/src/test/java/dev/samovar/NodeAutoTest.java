package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Isolation;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.nodejs.graal.GraalJsOptions;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.RuntimeListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which engine runs a Node.js function that is pinned to none.
final class NodeAutoTest {
    private final LogStore logs = new MemoryLogStore(1L << 20, Clock.systemUTC());
    private final BlockingQueue<FunctionVersion> moves = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    private @Nullable FunctionRuntime started;

    private FunctionRuntime runtime() {
        return Objects.requireNonNull(started);
    }

    private void start(boolean withProcesses, Duration cpuBudget) {
        var builder = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .initLimit(Duration.ofMinutes(1))
                .logs(logs)
                .graalJs(GraalJsOptions.DEFAULT.cpuBudget(cpuBudget))
                .listener(new RuntimeListener() {
                    @Override
                    public void engineChanged(FunctionVersion version) {
                        moves.add(version);
                    }
                });
        started = (withProcesses ? builder.processes(ChildProcesses.launcher()) : builder).build();
    }

    @AfterEach
    void close() {
        runtime().close();
    }

    private FunctionSpec function(String index) throws IOException {
        var root = Files.createDirectories(directory.resolve("code"));
        Files.writeString(root.resolve("index.js"), index);
        return FunctionSpec.node("f", root).handler("index.handler").timeout(Duration.ofSeconds(30));
    }

    private String invoke() {
        return runtime().invoke("f", Event.json("{}")).orThrow().text();
    }

    // --- when it is written

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return 1 | graaljs | runtime nodejs22.x runs inside this JVM",
                "require('child_process') | node | since index.js uses child_process, which engine graaljs lacks",
            })
    void isChosenByWhatThePackageReaches(String body, String engine, String reason) throws IOException {
        start(true, Duration.ofSeconds(5));
        var made = runtime().create(function("exports.handler = async () => { " + body + " };"));

        assertThat(made.engine()).isEqualTo(engine);
        assertThat(made.engineReason()).contains(reason);
        invoke();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS_LAMBDA_EXEC_WRAPPER | /opt/wrapper | node | names a program to start, which engine graaljs cannot",
                "NODE_OPTIONS | --max-old-space-size=64 --require tracer | node | has --require, which engine graaljs does not know",
                "NODE_OPTIONS | --enable-source-maps | node | has --enable-source-maps, which engine graaljs does not know",
                "NODE_OPTIONS | --max-old-space-size=64 | graaljs | runs inside this JVM",
                "NODE_OPTIONS | --experimental-require-module | graaljs | runs inside this JVM",
            })
    void isChosenByWhatComesBeforeTheFunction(String variable, String value, String engine, String reason)
            throws IOException {
        start(true, Duration.ofSeconds(5));
        var made = runtime().create(function("exports.handler = async () => 1;").environment(variable, value));

        assertThat(made.engine()).isEqualTo(engine);
        assertThat(made.engineReason()).contains(reason);
    }

    @Test
    void whatGraalJsCannotDoBeforehandIsSaidInTheFunctionsLog() throws IOException {
        start(false, Duration.ofSeconds(5));
        runtime()
                .create(function("exports.handler = async () => 1;")
                        .environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/wrapper"));
        assertThat(invoke()).isEqualTo("1");

        assertThat(logs.streams("/aws/lambda/f").stream()
                        .flatMap(stream -> logs.events("/aws/lambda/f", stream).stream())
                        .map(LogEvent::message))
                .contains(
                        "[WARN] AWS_LAMBDA_EXEC_WRAPPER names a program to start, which engine graaljs cannot; pin the"
                                + " engine node\n");
    }

    @Test
    void modulesAreSoughtWhereTheFunctionsOwnVariableSays() throws IOException {
        start(true, Duration.ofSeconds(5));
        var spec =
                function("exports.handler = async () => require('tools')();").environment("NODE_PATH", "/var/task/lib");
        Files.writeString(
                Files.createDirectories(directory.resolve("code/lib/tools")).resolve("index.js"),
                "require('child_process'); module.exports = () => 'tools';");

        var made = runtime().create(spec);

        assertThat(made.engineReason()).contains("lib/tools/index.js uses child_process");
        assertThat(invoke()).isEqualTo("\"tools\"");
    }

    @Test
    void nothingIsRefusedForWantOfANode() throws IOException {
        start(false, Duration.ofSeconds(5));
        var made = runtime().create(function("""
                exports.handler = async () => {
                  try { require('child_process').execSync('true'); } catch (error) { return error.message; }
                };"""));

        assertThat(made.engine()).isEqualTo("graaljs");
        assertThat(invoke()).contains("child_process is not supported by the engine graaljs; pin the engine node");
    }

    @Test
    void whoPinsTheOneThatIsNotThereIsToldWhatToInstall() {
        start(false, Duration.ofSeconds(5));
        assertThatThrownBy(() -> runtime().create(function("").engine("node")))
                .hasMessageContaining("Engine node needs a Node.js on this machine")
                .hasMessageContaining("dev.samovar:samovar-process");
    }

    // --- when it has run

    @Test
    void whatComputesMuchMovesToNode() throws IOException, InterruptedException {
        start(true, Duration.ofMillis(5));
        runtime().create(function("""
                exports.handler = async () => {
                  const until = process.cpuUsage().user + 100_000;
                  for (let i = 0; process.cpuUsage().user < until; i++);
                  return process.release.lts ?? 'none';
                };"""));
        invoke();

        var moved = moves.poll(30, TimeUnit.SECONDS);
        assertThat(moved).isNotNull();
        assertThat(moved.engine()).isEqualTo("node");
        assertThat(moved.engineReason()).containsPattern("since an invocation took \\d+ ms of processor time");
        var answer = runtime().invoke("f", Event.json("{}"));
        assertThat(answer.report().orElseThrow().optionalInit()).isEmpty();
        assertThat(runtime().snapshot().environments())
                .filteredOn(environment -> environment.function().startsWith("f:"))
                .allMatch(environment -> environment.engine().equals("node"));
    }

    @Test
    void whatCallsSomethingThatGraalJsLacksMovesToNode() throws IOException, InterruptedException {
        start(true, Duration.ofSeconds(5));
        runtime().create(function("""
                exports.handler = async () => {
                  const list = new (require('net').BlockList)();
                  list.addAddress('192.0.2.1');
                  return list.check('192.0.2.1');
                };"""));
        assertThat(runtime().invoke("f", Event.json("{}")).result()).isNotNull();

        assertThat(moves.poll(30, TimeUnit.SECONDS).engineReason())
                .contains("it called net.BlockList, which engine graaljs lacks");
        assertThat(invoke()).isEqualTo("true");
    }
}
