package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.ProcessLauncher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of Node processes whose functions misbehave, whether they have namespaces or not.
abstract class NodeProcessTest {
    /// The command line of a Node that runs a function, and of nothing above it.
    private static final String NODE = "^\\S+ (--\\S+ )*\\S+/main\\.cjs$";

    private final LogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());

    @TempDir
    Path directory;

    FunctionRuntime runtime;

    abstract ProcessLauncher launcher();

    Isolation isolation() {
        return Isolation.IN_PROCESS;
    }

    @BeforeEach
    void begin() {
        runtime = Samovar.builder()
                .isolation(isolation())
                .processes(launcher())
                .blanks(0)
                .logs(logs)
                .build();
    }

    @AfterEach
    void end() {
        runtime.close();
    }

    void function(String script) {
        function(script, 128, 2);
    }

    void function(String script, int memoryMb, int timeoutSeconds) {
        runtime.create(NodeFunctions.function(directory.resolve("code"), "f", Map.of("index.js", script))
                .engine("node")
                .memoryMb(memoryMb)
                .timeout(Duration.ofSeconds(timeoutSeconds)));
    }

    Invocation invoke(String event) {
        return runtime.invoke(
                InvocationRequest.of(FunctionRef.parse("f"), Event.json(event)).logType(LogType.TAIL));
    }

    static Fault fault(Invocation invocation) {
        assertThat(invocation.result()).isInstanceOf(Failed.class);
        return ((Failed) invocation.result()).fault();
    }

    private List<String> events() {
        return logs.streams("/aws/lambda/f").stream()
                .flatMap(stream -> logs.events("/aws/lambda/f", stream).stream())
                .map(LogEvent::message)
                .toList();
    }

    @Test
    void killsALoopAtTheDeadline() {
        function("exports.handler = async (e) => { if (e.loop) for (;;); return 'served' }");

        assertThat(fault(invoke("{\"loop\":true}")).errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(invoke("{}").orThrow().text()).isEqualTo("\"served\"");
        assertThat(runtime.snapshot().quarantined()).isZero();
    }

    @Test
    void endsWhatAFunctionStartedWithIt() {
        function("""
                const { spawn } = require('child_process');
                exports.handler = async () => {
                  spawn('sleep', ['63'], { stdio: 'inherit' });
                  await new Promise((r) => setTimeout(r, 60000));
                }""");

        assertThat(fault(invoke("{}")).errorType()).isEqualTo("Sandbox.Timedout");
        await().until(() -> NodeHost.descendants("sleep 63").isEmpty());
    }

    @Test
    void servesWhileAGrandchildHoldsTheOutput() {
        function("""
                const { spawn } = require('child_process');
                exports.handler = async () => {
                  const child = spawn('sh', ['-c', 'echo from a grandchild; exec sleep 64'], { stdio: 'inherit' });
                  await new Promise((r) => setTimeout(r, 300));
                  child.unref();
                  return 'served';
                }""");
        var invocation = invoke("{}");

        assertThat(invocation.orThrow().text()).isEqualTo("\"served\"");
        assertThat(invocation.logTail().orElseThrow()).contains("from a grandchild\nEND");
    }

    @Test
    void tellsTheSignalThatKilledTheProcess() {
        function("exports.handler = async (e) => { if (e.die) process.kill(process.pid, 'SIGKILL'); return 1 }");
        var invocation = invoke("{\"die\":true}");

        assertThat(fault(invocation).errorType()).isEqualTo("Runtime.ExitError");
        assertThat(fault(invocation).errorMessage())
                .isEqualTo(
                        "RequestId: " + invocation.requestId() + " Error: Runtime exited with error: signal: killed");
        assertThat(invoke("{}").orThrow().text()).isEqualTo("1");
    }

    @Test
    void tellsThatTheProcessAborted() {
        function("exports.handler = async () => { process.abort() }");

        assertThat(fault(invoke("{}")).errorMessage()).endsWith("Runtime exited with error: signal: aborted");
    }

    @Test
    void tellsTheNextInvocationOfAnExitBetweenInvocations() {
        function("""
                exports.handler = async (e) => { if (e.later) setTimeout(() => process.exit(9), 20); return process.pid }""");
        invoke("{\"later\":true}");
        await().until(() -> NodeHost.descendants(NODE).isEmpty());
        var next = invoke("{}");

        assertThat(fault(next).errorMessage()).endsWith("exit status 9");
        assertThat(invoke("{}").orThrow().text()).isNotEmpty();
    }

    @Test
    void keepsAllThatWasWrittenBeforeACrash() {
        function("""
                exports.handler = async () => {
                  for (let i = 0; i < 1000; i++) console.log('line %d', i);
                  process.stdout.write('without an end');
                  process.kill(process.pid, 'SIGKILL');
                  await new Promise((r) => setTimeout(r, 1000));
                }""");
        invoke("{}");

        assertThat(events()).filteredOn(line -> line.contains("\tINFO\tline ")).hasSize(1000);
        assertThat(events()).contains("without an end");
    }

    @Test
    void logsHugeOutputInEventsOfBoundedLength() {
        function("""
                exports.handler = async () => {
                  require('fs').writeSync(1, 'x'.repeat(1000000));
                  process.stdout.write('y'.repeat(5000000) + '\\n');
                  console.log('z'.repeat(3000000));
                }""");
        invoke("{}").orThrow();
        var written =
                events().stream().filter(line -> line.matches("(?s)[xy].*")).toList();

        assertThat(written.stream().mapToInt(String::length).sum()).isEqualTo(6_000_001);
        assertThat(written).allMatch(line -> line.length() < 600_000);
        assertThat(events()).anyMatch(line -> line.contains("\tINFO\tzzz"));
    }

    @Test
    void survivesGarbageInTheOutput() {
        function("""
                exports.handler = async () => {
                  require('fs').writeSync(1, Buffer.from([0x1e, 0, 255, 0x1e, 10]));
                  return 'served';
                }""");

        assertThat(invoke("{}").orThrow().text()).isEqualTo("\"served\"");
    }

    @Test
    void endsAProcessThatSpeaksGarbageToTheHost() {
        function("""
                const fs = require('fs');
                exports.handler = async (e) => {
                  if (!e.garbage) return 'served';
                  for (const fd of fs.readdirSync('/proc/self/fd'))
                    try { if (fs.readlinkSync('/proc/self/fd/' + fd).startsWith('socket:')) fs.writeSync(Number(fd), 'x'.repeat(100)) }
                    catch { }
                  await new Promise((r) => setTimeout(r, 60000));
                }""");

        assertThat(fault(invoke("{\"garbage\":true}")).errorType()).isEqualTo("Runtime.ExitError");
        assertThat(invoke("{}").orThrow().text()).isEqualTo("\"served\"");
    }

    @Test
    void answersThoughSomebodyMadeTheOutputOneThatDoesNotWait() {
        function("""
                exports.handler = async () => {
                  process.stdout._handle?.setBlocking?.(false);
                  for (let i = 0; i < 3000; i++) console.log('%d %s', i, 'x'.repeat(1000));
                  return 'served';
                }""");

        assertThat(invoke("{}").orThrow().text()).isEqualTo("\"served\"");
        assertThat(events()).filteredOn(line -> line.contains("\tINFO\t")).hasSize(3000);
    }

    @Test
    void leavesNoProcessWhenTheRuntimeIsClosed() {
        function("exports.handler = async () => 1");
        invoke("{}");
        assertThat(NodeHost.descendants(NODE)).isNotEmpty();
        runtime.close();

        await().until(() -> NodeHost.descendants(NODE).isEmpty());
    }
}
