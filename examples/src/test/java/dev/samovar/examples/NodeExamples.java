package dev.samovar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.Samovar;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the examples for Node.js do, the same on every engine.
abstract class NodeExamples {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static TlsPeer peer;

    private final String engine;
    private final LogStore logs = new MemoryLogStore(1L << 20, Clock.systemUTC());
    private FunctionRuntime runtime;

    @TempDir
    Path directory;

    NodeExamples(String engine) {
        this.engine = engine;
    }

    abstract Samovar with(Samovar builder);

    /// Where a file of a package is for who reads it when Node starts.
    abstract String read(Path file);

    @BeforeAll
    static void serve(@TempDir Path keys) throws Exception {
        peer = new TlsPeer(keys, 204);
    }

    @BeforeEach
    void build() {
        runtime = with(Samovar.builder()
                        .isolation(Isolation.IN_PROCESS)
                        .initLimit(PATIENCE)
                        .logs(logs))
                .build();
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    // --- nodejs-url-check

    @Test
    void checksAnAddressWithATrustedCertificate() throws IOException {
        var code = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "url-check");
        Files.copy(Path.of("nodejs-url-check/index.js"), code.resolve("index.js"));
        var authority = Files.writeString(code.resolve("authority.pem"), peer.certificate());
        create(FunctionSpec.node("f", code)
                .environment("CHECKED_URL", peer.url())
                .environment("NODE_EXTRA_CA_CERTS", read(authority)));

        assertThat(answer("{}")).isEqualTo("204");
        assertThat(log()).anySatisfy(line -> assertThat(line).endsWith("status code: 204"));
    }

    @Test
    void trustsNoOtherCertificate() {
        assertThat(unanswered(peer.url()).errorMessage())
                .isIn("self-signed certificate", "unable to verify the first certificate");
    }

    @Test
    void tellsOfANameThatIsNoHost() {
        assertThat(unanswered("https://tea.invalid/").errorMessage())
                .matches("getaddrinfo (ENOTFOUND|EAI_AGAIN) tea\\.invalid");
    }

    @Test
    void tellsOfARefusedConnection() throws IOException {
        int port = TlsPeer.closedPort();

        assertThat(unanswered("https://127.0.0.1:" + port + "/").errorMessage())
                .isEqualTo("connect ECONNREFUSED 127.0.0.1:" + port);
    }

    /// How the check of an address fails, which it also logs.
    private Fault unanswered(String url) {
        create(FunctionSpec.node("f", Path.of("nodejs-url-check")).environment("CHECKED_URL", url));
        var result = runtime.invoke("f", Event.EMPTY).result();
        assertThat(result).isInstanceOf(Failed.class);
        var fault = ((Failed) result).fault();
        assertThat(log())
                .anySatisfy(line -> assertThat(line).endsWith(url + " does not answer: " + fault.errorMessage()));
        return fault;
    }

    // --- the others

    @Test
    void awaitsWhileItsModuleIsLoaded() {
        create(FunctionSpec.node("f", Path.of("nodejs-module")));

        assertThat(answer("{\"name\":\"tea\",\"language\":\"ru\"}")).isEqualTo("{\"greeting\":\"Привет, tea!\"}");
    }

    @Test
    @Tag("npm")
    void servesAnExpressApp() throws IOException, InterruptedException {
        create(FunctionSpec.node("f", installed("nodejs-express")));

        assertThat(answer(request("GET", "")))
                .contains("\"statusCode\":200", "\"body\":\"[\\\"assam\\\",\\\"sencha\\\"]\"");
        assertThat(answer(request("POST", "{\\\"name\\\":\\\"oolong\\\"}")))
                .contains("\"statusCode\":201", "\"location\":\"/teas/oolong\"", "\"body\":\"{\\\"count\\\":3}\"");
        assertThat(answer(request("POST", "{}"))).contains("\"statusCode\":400");
    }

    private static String request(String method, String body) {
        return """
                {"version":"2.0","rawPath":"/teas","rawQueryString":"","headers":{"content-type":"application/json"},
                "requestContext":{"http":{"method":"%s","path":"/teas","sourceIp":"127.0.0.1"}},"body":"%s"}""".formatted(method, body);
    }

    @Test
    void answersInPieces() {
        create(FunctionSpec.node("f", Path.of("nodejs-stream")));

        var heard = Heard.of(runtime, "f", "{\"cups\":2}");

        assertThat(heard.contentType()).isEqualTo("text/plain");
        assertThat(heard.text()).isEqualTo("cup 1\ncup 2\nenough\n");
    }

    // --- steps

    private void create(FunctionSpec spec) {
        runtime.create(spec.handler("index.handler").engine(engine).timeout(PATIENCE));
    }

    private String answer(String event) {
        return runtime.invoke("f", Event.json(event)).orThrow().text();
    }

    private List<String> log() {
        return logs.streams("/aws/lambda/f").stream()
                .flatMap(stream -> logs.events("/aws/lambda/f", stream).stream())
                .map(LogEvent::message)
                .map(String::strip)
                .toList();
    }

    /// A copy of an example with its packages, which npm fetches.
    private Path installed(String example) throws IOException, InterruptedException {
        var copy = Files.createDirectories(directory.resolve(example));
        for (var file : List.of("index.js", "package.json", "package-lock.json"))
            Files.copy(Path.of(example, file), copy.resolve(file));
        var output = directory.resolve("npm");
        int status = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(status).as("npm: %s", Files.readString(output)).isZero();
        return copy;
    }
}
