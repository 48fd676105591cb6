package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What an extension is told that subscribes to telemetry, however it is kept apart.
///
/// Source: AWS Lambda developer guide, "Accessing real-time telemetry data for extensions using the Telemetry API".
@ParameterizedClass
@EnumSource
final class TelemetryTest {
    private static final String ECHO = "while next; do echo brewing; answer \"$event\"; done";

    /// Writes what its subscription was answered, and then each event on a line of its own, after `got `.
    private static final String LISTENER = """
            #!/usr/bin/env python3
            import http.client, http.server, json, os, sys, threading
            api = os.environ['AWS_LAMBDA_RUNTIME_API']
            class Listener(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    for event in json.loads(self.rfile.read(int(self.headers['content-length']))):
                        if event['type'] != 'extension': print('got', json.dumps(event), flush=True)
                        if event['type'] == 'platform.runtimeDone': done.set()
                    self.send_response(200); self.send_header('content-length', '0'); self.end_headers()
                def log_message(self, *_): pass
            done = threading.Event()
            server = http.server.ThreadingHTTPServer((PLACE, 0), Listener)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            def call(method, path, headers, body=None):
                connection = http.client.HTTPConnection(api)
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                return answer, answer.read().decode()
            head, _ = call('POST', '/2020-01-01/extension/register', {'Lambda-Extension-Name': os.path.basename(sys.argv[0])},
                json.dumps({'events': ['INVOKE', 'SHUTDOWN']}))
            me = {'Lambda-Extension-Identifier': head.getheader('Lambda-Extension-Identifier')}
            head, text = call('PUT', '/2022-07-01/telemetry', me, json.dumps({
                'schemaVersion': '2022-12-13',
                'types': TYPES,
                'buffering': {'timeoutMs': 25, 'maxItems': 1000, 'maxBytes': 262144},
                'destination': {'protocol': 'HTTP', 'URI': 'http://sandbox.localdomain:%d/x' % server.server_port}}))
            print('subscribed', head.status, text.strip(), flush=True)
            while True:
                _, event = call('GET', '/2020-01-01/extension/event/next', me)
                if json.loads(event)['eventType'] == 'SHUTDOWN': break
                if WAITS: done.wait(); done.clear()
            """;

    @TempDir
    Path directory;

    @Parameter
    Confinement confinement = Confinement.NAMESPACES;

    private @Nullable ExtensionFunction made;

    private ExtensionFunction function() {
        return Objects.requireNonNull(made);
    }

    @BeforeEach
    void begin() {
        Tool.PYTHON.path();
        made = new ExtensionFunction(directory, confinement);
    }

    @AfterEach
    void leavesNothing() {
        function().close();
        await().untilAsserted(() ->
                assertThat(NodeHost.descendants("(bootstrap|extensions/)")).isEmpty());
    }

    private void function(String types, boolean waits) {
        function(types, waits, ECHO);
    }

    private void function(String types, boolean waits, String script) {
        function()
                .file(
                        "extensions/tea",
                        LISTENER.replace("TYPES", types)
                                .replace(
                                        "PLACE",
                                        confinement == Confinement.GROUPS ? "'0.0.0.0'" : "'sandbox.localdomain'")
                                .replace("WAITS", waits ? "True" : "False"))
                .create(script);
    }

    private void assertGot(String... events) {
        await().untilAsserted(() -> {
            var got = got();
            for (var event : events) assertThat(got).anyMatch(line -> line.matches(event));
        });
    }

    private List<String> got() {
        return function().logged().stream()
                .filter(line -> line.startsWith("got "))
                .map(line -> line.substring("got ".length()))
                .toList();
    }

    @Test
    void isToldOfTheEnvironmentAndItsInvocations() {
        function("['platform', 'function']", false);
        var id = function().invoke("{\"n\":1}").requestId();

        assertThat(function().logged()).contains("subscribed 200 \"OK\"");
        assertGot(
                ".*\"type\": \"platform.telemetrySubscription\", \"record\": \\{\"name\": \"tea\", \"state\": \"Subscribed\".*",
                ".*\"type\": \"platform.initStart\", .*\"initializationType\": \"on-demand\", \"phase\": \"init\".*",
                ".*\"type\": \"platform.extension\", \"record\": \\{\"name\": \"tea\", \"state\": \"Ready\", "
                        + "\"events\": \\[\"INVOKE\", \"SHUTDOWN\"].*",
                ".*\"type\": \"platform.initRuntimeDone\", .*\"status\": \"success\".*",
                ".*\"type\": \"platform.initReport\", .*\"durationMs\".*",
                ".*\"type\": \"platform.start\", \"record\": \\{\"requestId\": \"" + id + "\".*\"tracing\".*",
                ".*\"type\": \"function\", \"record\": \"brewing\".*",
                ".*\"type\": \"platform.runtimeDone\", \"record\": \\{\"requestId\": \"" + id
                        + "\", \"status\": \"success\", \"tracing\": \\{.*\"value\": \"Root=.*\"}, "
                        + "\"metrics\": \\{\"durationMs\": [\\d.]+, \"producedBytes\": 7}}.*",
                ".*\"type\": \"platform.report\", \"record\": \\{\"requestId\": \"" + id + "\".*");
        assertThat(got()).filteredOn(line -> line.contains("runtimeDone\"")).hasSize(1);
        assertThat(got()).noneMatch(line -> line.contains("EXTENSION"));
        assertThat(got()).allMatch(line -> line.matches("\\{\"time\": \"\\d{4}-\\d\\d-\\d\\dT[\\d:]+\\.\\d{3}Z\", .*"));
    }

    @Test
    void isToldThatTheRuntimeIsDoneWhenItAnsweredWithAnError() {
        function(
                "['platform']",
                false,
                "while next; do curl -sS -o /dev/null -d '{\"errorType\":\"Tea\"}' $api/invocation/$id/error; done");
        var failed = function().invoke("1").requestId();

        assertGot(".*\"type\": \"platform.runtimeDone\", \"record\": \\{\"requestId\": \"" + failed
                + "\", \"status\": \"success\".*");
    }

    @Test
    void isToldThatTheRuntimeIsDoneBeforeItAsksForTheNextEvent() {
        function("['platform']", true);

        var invocation = function().invoke("{}");

        assertThat(invocation.orThrow().text()).isEqualTo("{}");
        assertThat(invocation.logTail().orElseThrow()).contains("REPORT").doesNotContain("Status: timeout");
    }

    @Test
    void isToldOnlyOfWhatItWants() {
        function("['function']", false);
        function().invoke("{}").orThrow();

        assertGot(".*\"type\": \"function\", \"record\": \"brewing\".*");
        assertThat(got()).noneMatch(line -> line.contains("platform."));
    }
}
