package dev.samovar.process.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.ProcessEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Extensions API, as extensions meet it: the answers are those of AWS's emulator.
final class ExtensionsApiTest {
    private static final String BOTH = "{\"events\":[\"INVOKE\",\"SHUTDOWN\"]}";
    private static final String INVOKE = "{\"events\":[\"INVOKE\"]}";

    private final RuntimeApi api = new RuntimeApi();
    private final HttpClient client = HttpClient.newHttpClient();
    private Endpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = api.open(FakeFunction.with("tea"), false);
    }

    @AfterEach
    void close() {
        endpoint.close();
        api.close();
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://" + endpoint.address() + path));
        return headers.length > 0 ? request.headers(headers) : request;
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return client.send(
                request("/2020-01-01/extension/" + path, headers)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> register(String name, String body) throws Exception {
        return post("register", body, "Lambda-Extension-Name", name);
    }

    private String registered(String name, String body) throws Exception {
        var answer = register(name, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("Lambda-Extension-Identifier").orElseThrow();
    }

    private CompletableFuture<HttpResponse<String>> next(String id) {
        return client.sendAsync(
                request("/2020-01-01/extension/event/next", "Lambda-Extension-Identifier", id)
                        .build(),
                BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> runtimeNext() {
        return client.sendAsync(request("/2018-06-01/runtime/invocation/next").build(), BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer, String type, String message) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n");
    }

    // --- registering

    @Test
    void tellsAnExtensionOfItsFunction() throws Exception {
        var answer = register("tea", BOTH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"functionName\":\"f\",\"functionVersion\":\"$LATEST\",\"handler\":\"tea\"}");
        assertThat(endpoint.take()).isInstanceOf(Said.ExtensionsRegistered.class);
    }

    @Test
    void tellsTheAccountToWhoAcceptsIt() throws Exception {
        var answer =
                post("register", BOTH, "Lambda-Extension-Name", "tea", "Lambda-Extension-Accept-Feature", "accountId");

        assertThat(answer.body()).contains("\"accountId\":\"000000000000\"");
    }

    @Test
    void refusesAnExtensionWithoutAName() throws Exception {
        assertRefused(post("register", BOTH), "Extension.InvalidExtensionName", "Empty extension name");
    }

    @ParameterizedTest
    @CsvSource({"x", "[]", "{\"events\":1}", "{\"events\":[1]}", "''"})
    void refusesWhatIsNoRegistration(String body) throws Exception {
        assertThat(register("tea", body).body()).contains("\"errorType\":\"InvalidRequestFormat\"");
    }

    @Test
    void refusesAnEventThatThereIsNot() throws Exception {
        assertRefused(
                register("tea", "{\"events\":[\"BREW\"]}"),
                "Extension.InvalidEventType",
                "BREW: ErrorInvalidEventType");
    }

    @Test
    void tellsInternalExtensionsNothingOfTheEnd() throws Exception {
        assertRefused(
                register("inside", BOTH),
                "Extension.InvalidEventType",
                "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension");
        registered("inside", INVOKE);
    }

    @Test
    void registersAProgramOnce() throws Exception {
        registered("tea", BOTH);

        assertRefused(
                register("tea", BOTH),
                "Extension.InvalidExtensionState",
                "State transition from Registered to Registered failed for extension tea."
                        + " Error: State transition is not allowed");
    }

    @Test
    void registersAnInternalExtensionOnce() throws Exception {
        registered("inside", INVOKE);

        assertRefused(
                register("inside", INVOKE),
                "Extension.InvalidExtensionState",
                "Extension with this name already registered");
    }

    @Test
    void registersTenExtensionsAtMost() throws Exception {
        for (int i = 1; i < 10; i++) registered("inside" + i, INVOKE);

        assertRefused(register("inside10", INVOKE), "Extension.TooManyExtensions", "Extension limit (10) reached");
    }

    @Test
    void registersNobodyAfterTheInitialisation() throws Exception {
        initialised();

        assertRefused(
                register("inside", INVOKE), "Extension.RegistrationClosed", "Extension registration closed already");
    }

    // --- who calls

    @Test
    void refusesWhoDoesNotSayWhoItIs() throws Exception {
        var answer = client.send(request("/2020-01-01/extension/event/next").build(), BodyHandlers.ofString());

        assertRefused(answer, "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header");
    }

    @Test
    void refusesWhatIsNoIdentifier() throws Exception {
        assertRefused(next("tea").get(), "Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier");
    }

    @Test
    void refusesWhoDidNotRegister() throws Exception {
        var id = UUID.randomUUID().toString();

        assertRefused(next(id).get(), "Extension.UnknownExtensionIdentifier", "Unknown extension " + id);
    }

    // --- events

    /// Has the runtime and the extension ask, and answers what the extension waits with.
    private Asked initialised() throws Exception {
        var id = registered("tea", BOTH);
        assertThat(endpoint.take()).isInstanceOf(Said.ExtensionsRegistered.class);
        var event = next(id);
        var invocation = runtimeNext();
        assertThat(endpoint.take()).isInstanceOf(Said.AskedForNext.class);
        return new Asked(id, event, invocation);
    }

    private record Asked(
            String id,
            CompletableFuture<HttpResponse<String>> event,
            CompletableFuture<HttpResponse<String>> invocation) {}

    @Test
    void isInitialisedOnceTheExtensionAsksToo() throws Exception {
        var id = registered("tea", BOTH);
        endpoint.take();
        var _ = runtimeNext();
        assertThat(endpoint.take(100_000_000L)).isEmpty();

        var _ = next(id);

        assertThat(endpoint.take()).isInstanceOf(Said.AskedForNext.class);
    }

    @Test
    void tellsAnExtensionOfAnInvocation() throws Exception {
        var asked = initialised();
        var invocation = FakeInvocation.of("{}");
        endpoint.hand(invocation);

        var event = asked.event().get();

        assertThat(event.headers().firstValue("Lambda-Extension-Event-Identifier"))
                .isPresent();
        assertThat(event.body())
                .contains("\"eventType\":\"INVOKE\"", "\"requestId\":\"" + invocation.requestId() + "\"");
        assertThat(asked.invocation().get().statusCode()).isEqualTo(200);
    }

    @Test
    void isDoneWithAnInvocationOnceTheExtensionAsksToo() throws Exception {
        var asked = initialised();
        var invocation = FakeInvocation.of("{}");
        endpoint.hand(invocation);
        asked.invocation().get();
        client.send(
                request("/2018-06-01/runtime/invocation/" + invocation.requestId() + "/response")
                        .POST(BodyPublishers.ofString("1"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(endpoint.take()).isInstanceOf(Said.Returned.class);
        var _ = runtimeNext();
        assertThat(endpoint.take()).isInstanceOf(Said.WaitsForExtensions.class);
        assertThat(endpoint.take(100_000_000L)).isEmpty();
        asked.event().get();

        var _ = next(asked.id());

        assertThat(endpoint.take()).isInstanceOf(Said.AskedForNext.class);
    }

    @Test
    void tellsAnExtensionThatTheEnvironmentEnds() throws Exception {
        var asked = initialised();
        endpoint.shutDown("spindown", 77);

        assertThat(asked.event().get().body())
                .isEqualTo("{\"eventType\":\"SHUTDOWN\",\"shutdownReason\":\"spindown\",\"deadlineMs\":77}");
        endpoint.extensionEnded(1, ProcessEnd.status(0));
        assertThat(endpoint.take()).isInstanceOf(Said.ExtensionsDown.class);
    }

    // --- failures

    private List<String> failure(String call, String id, String... more) throws Exception {
        var headers = new ArrayList<>(List.of("Lambda-Extension-Identifier", id));
        headers.addAll(List.of(more));
        var answer = post(call + "/error", "{\"errorMessage\":\"no tea\"}", headers.toArray(String[]::new));
        return List.of(Integer.toString(answer.statusCode()), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"init,Extension.InitError", "exit,Extension.ExitError"})
    void endsWithAnExtensionThatFails(String call, String type) throws Exception {
        var id = registered("tea", BOTH);
        endpoint.take();

        assertThat(failure(call, id, "Lambda-Extension-Function-Error-Type", "Extension.NoTea"))
                .containsExactly("202", "{\"status\":\"OK\"}\n");

        assertThat(endpoint.take())
                .isInstanceOfSatisfying(
                        Said.ExtensionFailed.class,
                        failed -> assertThat(failed.fault().errorType()).isEqualTo(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "exit"})
    void endsOnceWithAnExtensionThatFailsTwice(String call) throws Exception {
        var id = registered("tea", BOTH);
        endpoint.take();
        failure(call, id, "Lambda-Extension-Function-Error-Type", "Extension.NoTea");
        endpoint.take();

        assertThat(failure(call, id, "Lambda-Extension-Function-Error-Type", "Extension.NoWater"))
                .containsExactly("202", "{\"status\":\"OK\"}\n");

        assertThat(endpoint.take(0)).isEmpty();
    }

    @Test
    void tellsSubscribersOfAnExtensionThatFailsToInitialise() throws Exception {
        var id = registered("tea", BOTH);
        try (var listener = new ServerSocket(0, 1, InetAddress.getByName(host()))) {
            var subscribed = client.send(
                    request("/2022-07-01/telemetry", "Lambda-Extension-Identifier", id)
                            .PUT(BodyPublishers.ofString("{\"schemaVersion\":\"2022-12-13\",\"types\":[\"platform\"],"
                                    + "\"buffering\":{\"timeoutMs\":30000},\"destination\":{\"protocol\":\"TCP\",\"port\":"
                                    + listener.getLocalPort() + "}}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(subscribed.statusCode()).isEqualTo(200);

            failure("init", id, "Lambda-Extension-Function-Error-Type", "Extension.NoTea");

            try (var connection = listener.accept();
                    var in = new Scanner(connection.getInputStream(), StandardCharsets.UTF_8)) {
                assertThat(in.nextLine()).contains("platform.telemetrySubscription");
                assertThat(in.nextLine())
                        .contains(
                                "\"type\":\"platform.extension\",\"record\":{\"name\":\"tea\",\"state\":\"InitError\","
                                        + "\"events\":[\"INVOKE\",\"SHUTDOWN\"],\"errorType\":\"Extension.NoTea\"}}");
            }
        }
        assertThat(endpoint.extensions())
                .containsExactly(
                        new ExtensionState("tea", "InitError", List.of("INVOKE", "SHUTDOWN"), "Extension.NoTea"));
    }

    private String host() {
        return endpoint.address().replaceFirst(":.*", "");
    }

    @Test
    void wantsTheTypeOfAFailure() throws Exception {
        var id = registered("tea", BOTH);

        assertThat(failure("exit", id))
                .containsExactly(
                        "403",
                        "{\"errorMessage\":\"Lambda-Extension-Function-Error-Type not found\","
                                + "\"errorType\":\"Extension.MissingHeader\"}\n");
    }

    @Test
    void hearsNoFailureOfInitialisationAfterIt() throws Exception {
        var asked = initialised();

        assertThat(failure("init", asked.id(), "Lambda-Extension-Function-Error-Type", "Extension.NoTea"))
                .containsExactly(
                        "403",
                        "{\"errorMessage\":\"State transition from Ready to InitError failed for extension "
                                + asked.id()
                                + ". Error: State transition is not allowed\","
                                + "\"errorType\":\"Extension.InvalidExtensionState\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"0,exit code 0", "3,exit status 3"})
    void endsWithAnExtensionThatEnds(int status, String words) throws Exception {
        initialised();
        endpoint.extensionEnded(1, ProcessEnd.status(status));

        assertThat(endpoint.take()).isInstanceOfSatisfying(Said.ExtensionFailed.class, failed -> {
            assertThat(failed.fault().errorType()).isEqualTo("Extension.Crash");
            assertThat(failed.fault().errorMessage()).isEqualTo(words);
        });
    }
}
