package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Code;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import dev.samovar.api.RuntimeId;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.ProcessLauncher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What functions of `provided.al2023` are promised, by a runtime that is a shell script with `curl`.
///
/// Sources: AWS Lambda developer guide, "Building a custom runtime for AWS Lambda"; "Using the Lambda runtime API".
abstract class CustomRuntimeTest {
    /// The beginning of a script whose `next` gets an invocation into `$event` and `$id`, and whose `answer` answers
    /// it.
    static final String SHELL = """
            #!/bin/sh
            api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
            next() {
              event=$(curl -sS -D "${TMPDIR:-/tmp}/head" "$api/invocation/next") || exit 9
              id=$(header lambda-runtime-aws-request-id)
            }
            header() { tr -d '\\r' < "${TMPDIR:-/tmp}/head" | sed -n "s/^$1: //Ip"; }
            answer() { printf '%s' "$1" | curl -sS -o /dev/null --data-binary @- "$api/invocation/$id/response"; }
            """;

    private final LogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());
    private final boolean namespaces;
    private @Nullable FunctionRuntime made;
    private int zips;

    @TempDir
    Path directory;

    CustomRuntimeTest(boolean namespaces) {
        this.namespaces = namespaces;
    }

    abstract ProcessLauncher launcher();

    Isolation isolation() {
        return Isolation.IN_PROCESS;
    }

    @BeforeEach
    void begin() {
        Tool.CURL.path();
        made = Samovar.builder()
                .isolation(isolation())
                .processes(launcher())
                .logs(logs)
                .build();
    }

    @AfterEach
    void end() {
        runtime().close();
    }

    final FunctionRuntime runtime() {
        return Objects.requireNonNull(made);
    }

    final FunctionSpec spec(Path zip) {
        return FunctionSpec.of("f", new RuntimeId("provided.al2023"), new Code.OnDisk(zip))
                .handler("any.text at-all".replace(' ', '/'))
                .timeout(Duration.ofSeconds(20));
    }

    final Path zip(Map<String, String> files) {
        return Zips.of(directory.resolve("code" + zips++ + ".zip"), files);
    }

    /// A function whose bootstrap does this after the definitions above.
    final void script(String text) {
        runtime().create(spec(zip(Map.of("bootstrap", SHELL + text))));
    }

    /// A runtime that answered may take a moment until it asks for its next invocation, and would be given no request.
    final Invocation invoke(String event) {
        await().until(() ->
                runtime().snapshot().environments().stream().noneMatch(it -> it.state() == EnvironmentState.BUSY));
        return runtime()
                .invoke(InvocationRequest.of(FunctionRef.parse("f"), Event.json(event))
                        .logType(LogType.TAIL));
    }

    final String answer(String event) {
        return invoke(event).orThrow().text();
    }

    static Fault fault(Invocation invocation) {
        assertThat(invocation.result()).isInstanceOf(Failed.class);
        return ((Failed) invocation.result()).fault();
    }

    final List<String> logged() {
        return logs.streams("/aws/lambda/f").stream()
                .flatMap(stream -> logs.events("/aws/lambda/f", stream).stream())
                .map(LogEvent::message)
                .toList();
    }

    // --- answers

    @Test
    void answersWhatTheBootstrapResponds() {
        script("while next; do answer \"{\\\"got\\\":$event}\"; done");

        assertThat(answer("{\"tea\":1}")).isEqualTo("{\"got\":{\"tea\":1}}");
        assertThat(runtime().update(spec(directory.resolve("code0.zip"))).engine())
                .isEqualTo("custom");
    }

    @Test
    void keepsTheProcessBetweenInvocations() {
        script("n=0; while next; do n=$((n+1)); answer $n; done");

        assertThat(answer("{}")).isEqualTo("1");
        assertThat(answer("{}")).isEqualTo("2");
        assertThat(answer("{}")).isEqualTo("3");
    }

    @Test
    void tellsTheInvocation() {
        script("""
                while next; do
                  answer "[\\"$id\\",\\"$(header lambda-runtime-invoked-function-arn)\\",\\"$(header lambda-runtime-trace-id)\\",\\
                $(header lambda-runtime-client-context),$(($(header lambda-runtime-deadline-ms) / 1000 - $(date +%s)))]"
                done""");
        var header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        var invocation = runtime()
                .invoke(InvocationRequest.of(FunctionRef.parse("f"), Event.EMPTY)
                        .clientContext("{\"custom\":{\"tea\":\"green\"}}")
                        .traceHeader(header));

        assertThat(invocation.orThrow().text())
                .matches("\\[\"" + invocation.requestId()
                        + "\",\"arn:aws:lambda:us-east-1:000000000000:function:f\",\"\\Q" + header
                        + "\\E\",\\{\"custom\":\\{\"tea\":\"green\"}},(19|20)]");
    }

    @Test
    void tellsTheTenant() {
        runtime()
                .create(spec(zip(
                                Map.of(
                                        "bootstrap",
                                        SHELL
                                                + "while next; do answer \"\\\"$(header lambda-runtime-aws-tenant-id)\\\"\"; done")))
                        .tenantIsolation(true));

        assertThat(runtime()
                        .invoke(InvocationRequest.of(FunctionRef.parse("f"), Event.EMPTY)
                                .tenantId("blue"))
                        .orThrow()
                        .text())
                .isEqualTo("\"blue\"");
    }

    @Test
    void answersAnErrorInTheRuntimesWordsAndStaysWarm() {
        script("""
                n=0
                while next; do
                  n=$((n+1))
                  case $event in
                    *fail*) curl -sS -o /dev/null -H 'Lambda-Runtime-Function-Error-Type: Function.Spilt' \\
                      -d '{"errorMessage":"no tea","errorType":"Spilt","stackTrace":[]}' "$api/invocation/$id/error" ;;
                    *) answer $n ;;
                  esac
                done""");

        var fault = fault(invoke("{\"fail\":1}"));
        assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(fault.errorType()).isEqualTo("Spilt");
        assertThat(fault.errorMessage()).isEqualTo("no tea");
        assertThat(fault.payload().text())
                .isEqualTo("{\"errorMessage\":\"no tea\",\"errorType\":\"Spilt\",\"stackTrace\":[]}");
        assertThat(answer("{}")).isEqualTo("2");
    }

    @Test
    void passesAStreamedAnswerOn() {
        script("""
                while next; do
                  (printf one; printf two) | curl -sS -o /dev/null -T - -X POST -H 'Expect:' -H 'Content-Type: text/tea' \\
                    -H 'Lambda-Runtime-Function-Response-Mode: streaming' "$api/invocation/$id/response"
                done""");

        var streamed = StreamedAnswer.of(runtime(), "f");
        assertThat(streamed.contentType()).isEqualTo("text/tea");
        assertThat(streamed.text()).isEqualTo("onetwo");
        assertThat(answer("{}")).isEqualTo("onetwo");
    }

    @Test
    void refusesAnAnswerThatIsTooLargeAndStaysWarm() {
        script("""
                while next; do
                  case $event in
                    *big*) head -c 7000000 /dev/zero | curl -sS -o "${TMPDIR:-/tmp}/refusal" --data-binary @- "$api/invocation/$id/response" ;;
                    *) answer "$(cat "${TMPDIR:-/tmp}/refusal")" ;;
                  esac
                done""");

        var big = invoke("{\"big\":1}");
        assertThat(fault(big).errorType()).isEqualTo("Function.ResponseSizeTooLarge");
        // The runtime hears of the refusal after the caller does.
        assertThat(big.report()).isPresent();
        assertThat(answer("{}")).contains("RequestEntityTooLarge");
    }

    // --- logs

    @Test
    void logsWhatTheRuntimeWritesBeforeItAsksAgain() {
        script("""
                echo starting
                while next; do
                  echo out; echo err >&2
                  answer 1
                  echo tail
                done""");
        var invocation = invoke("{}");
        var id = invocation.requestId();

        assertThat(invocation.logTail().orElseThrow())
                .startsWith(
                        "START RequestId: " + id + " Version: $LATEST\nout\nerr\ntail\nEND RequestId: " + id + "\n");
        assertThat(logged()).anyMatch(line -> line.strip().equals("starting"));
    }

    @Test
    void logsAFloodToItsEnd() {
        script("while next; do seq 1 200000; answer 1; done");
        invoke("{}");

        assertThat(logged()).anyMatch(line -> line.strip().equals("200000"));
    }

    // --- surroundings

    @Test
    void setsLambdasVariablesAndNoOthers() {
        runtime().create(spec(zip(Map.of("bootstrap", """
                        #!/bin/sh
                        env -u _ | sort > "${TMPDIR:-/tmp}/env"
                        """ + SHELL + """
                        while next; do answer "$(cat "${TMPDIR:-/tmp}/env")"; done"""))).environment("COLOUR", "green"));
        var variables = new TreeMap<String, String>();
        for (var line : answer("{}").split("\n", -1)) {
            var parts = line.split("=", 2);
            variables.put(parts[0], parts[1]);
        }

        assertThat(variables)
                .containsEntry("_HANDLER", "any.text/at-all")
                .containsEntry("COLOUR", "green")
                .containsEntry("TZ", ":UTC")
                .containsEntry("LANG", "en_US.UTF-8")
                .containsEntry("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin")
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
                .containsEntry("LAMBDA_RUNTIME_DIR", "/var/runtime");
        assertThat(variables.get("AWS_LAMBDA_RUNTIME_API")).matches("127\\.\\d+\\.\\d+\\.\\d+:\\d+");
        // What the shell that prints them adds by itself is not the runtime's.
        variables.keySet().removeAll(List.of("PWD", "OLDPWD", "SHLVL", "_"));
        if (!namespaces) assertThat(variables.remove("TMPDIR")).isNotNull();
        assertThat(variables.keySet())
                .containsExactlyInAnyOrder(
                        "COLOUR",
                        "_HANDLER",
                        "AWS_DEFAULT_REGION",
                        "AWS_REGION",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_SESSION_TOKEN",
                        "AWS_EC2_METADATA_DISABLED",
                        "AWS_LAMBDA_RUNTIME_API",
                        "LAMBDA_TASK_ROOT",
                        "LAMBDA_RUNTIME_DIR",
                        "TZ",
                        "LANG",
                        "PATH",
                        "LD_LIBRARY_PATH",
                        "AWS_XRAY_CONTEXT_MISSING",
                        "AWS_XRAY_DAEMON_ADDRESS",
                        "_AWS_XRAY_DAEMON_ADDRESS",
                        "_AWS_XRAY_DAEMON_PORT");
    }

    @Test
    void runsInTheDirectoryOfTheCode() {
        runtime()
                .create(spec(zip(Map.of(
                        "bootstrap",
                        SHELL + "while next; do answer \"$(cat note) $(pwd -P)\"; done",
                        "note",
                        "here"))));

        assertThat(answer("{}")).startsWith("here ").endsWith(namespaces ? " /var/task" : "");
    }

    @Test
    void findsTheBootstrapInALayer() {
        var layer = zip(Map.of("bootstrap", SHELL + "while next; do answer \"$(cat note)\"; done"));
        runtime().create(spec(zip(Map.of("note", "\"from the layer\""))).layers(List.of(new Code.OnDisk(layer))));

        assertThat(answer("{}")).isEqualTo("\"from the layer\"");
    }

    @Test
    void prefersTheBootstrapOfThePackage() {
        var layer = zip(Map.of("bootstrap", "#!/bin/sh\nexit 5\n"));
        runtime()
                .create(spec(zip(Map.of("bootstrap", SHELL + "while next; do answer 1; done")))
                        .layers(List.of(new Code.OnDisk(layer))));

        assertThat(answer("{}")).isEqualTo("1");
    }

    @Test
    void keepsTmpWhenTheRuntimeIsStartedAgain() {
        script("""
                echo x >> "${TMPDIR:-/tmp}/starts"
                while next; do
                  case $event in *exit*) exit 3 ;; esac
                  answer $(wc -l < "${TMPDIR:-/tmp}/starts")
                done""");

        assertThat(answer("{}")).isEqualTo("1");
        invoke("{\"exit\":1}");
        assertThat(answer("{}")).isEqualTo("2");
    }

    @Test
    void answersAnErrorOfInitialisation() {
        script("""
                curl -sS -o /dev/null -d '{"errorMessage":"cracked","errorType":"Pot","stackTrace":[]}' "$api/init/error"
                exit 1""");
        var fault = fault(invoke("{}"));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.errorType()).isEqualTo("Pot");
        assertThat(fault.payload().text())
                .isEqualTo("{\"errorMessage\":\"cracked\",\"errorType\":\"Pot\",\"stackTrace\":[]}");
    }

    // --- what does not start

    @Test
    void tellsThatThereIsNoBootstrap() {
        runtime().create(spec(zip(Map.of("main", "x"))));

        assertInvalidEntrypoint("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
    }

    @Test
    void tellsThatTheBootstrapIsNotExecutable() {
        runtime().create(spec(Zips.of(directory.resolve("plain.zip"), "bootstrap", 0100644, SHELL)));

        assertInvalidEntrypoint("fork/exec /var/task/bootstrap: permission denied");
    }

    @Test
    void tellsThatTheBootstrapIsNoProgram() {
        runtime().create(spec(zip(Map.of("bootstrap", "echo no shebang\n"))));

        assertInvalidEntrypoint("fork/exec /var/task/bootstrap: exec format error");
    }

    @Test
    void tellsThatTheInterpreterIsMissing() {
        runtime().create(spec(zip(Map.of("bootstrap", "#!/bin/sh\r\necho written elsewhere\r\n"))));

        assertInvalidEntrypoint("fork/exec /var/task/bootstrap: no such file or directory");
    }

    private void assertInvalidEntrypoint(String why) {
        var invocation = invoke("{}");
        var message = "RequestId: " + invocation.requestId() + " Error: " + why;

        assertThat(fault(invocation).payload().text())
                .isEqualTo("{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"" + message + "\"}");
        assertThat(invocation.logTail().orElseThrow()).contains(message + "\nRuntime.InvalidEntrypoint\n");
    }

    @Test
    void runsAZipThatSaysNothingOfPermissions() {
        runtime()
                .create(spec(Zips.of(
                        directory.resolve("windows.zip"), "bootstrap", 0, SHELL + "while next; do answer 1; done")));

        assertThat(answer("{}")).isEqualTo("1");
    }
}
