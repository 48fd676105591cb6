package dev.samovar.process.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Runtime API, as runtimes meet it.
final class RuntimeApiTest {
    private static final Guests GUESTS = FakeFunction.with();

    private static final String OK = "{\"status\":\"OK\"}\n";
    private static final String INVALID_ID =
            "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}\n";

    private final RuntimeApi api = new RuntimeApi();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Endpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = api.open(GUESTS, false);
    }

    @AfterEach
    void close() {
        endpoint.close();
        api.close();
        client.shutdownNow();
    }

    // --- a runtime's words

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + endpoint.address() + "/2018-06-01/" + path));
    }

    private CompletableFuture<HttpResponse<String>> next() {
        return client.sendAsync(request("runtime/invocation/next").GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = request(path).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> respond(UUID id, String body, String... headers) throws Exception {
        return post("runtime/invocation/" + id + "/response", body, headers);
    }

    /// Has the runtime ask for an invocation and get one.
    private FakeInvocation running() throws Exception {
        var invocation = FakeInvocation.of("{\"cup\":1}");
        var asked = next();
        assertThat(endpoint.take()).isInstanceOf(Said.AskedForNext.class);
        endpoint.hand(invocation);
        assertThat(asked.get().statusCode()).isEqualTo(200);
        return invocation;
    }

    /// Sends bytes as they are, and answers the connection.
    private Socket raw(String text) throws IOException {
        var address = URI.create("http://" + endpoint.address());
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String head(UUID id, String rest) {
        return "POST /2018-06-01/runtime/invocation/" + id + "/response HTTP/1.1\r\nHost: x\r\n" + rest + "\r\n";
    }

    private static String firstLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    // --- next

    @Test
    void givesARuntimeAnAddressOfItsOwn() throws IOException {
        try (var other = api.open(GUESTS, false)) {
            assertThat(endpoint.address()).matches("127\\.\\d+\\.\\d+\\.\\d+:\\d+");
            assertThat(other.address()).isNotEqualTo(endpoint.address());
        }
    }

    @Test
    void handsAnInvocationToTheOneWhoAsks() throws Exception {
        var asked = next();
        assertThat(endpoint.take()).isInstanceOf(Said.AskedForNext.class);
        var invocation = FakeInvocation.of("{\"tea\":\"caf\u00e9\"}");
        endpoint.hand(invocation);
        var answer = asked.get();

        assertThat(answer.body()).isEqualTo("{\"tea\":\"caf\u00e9\"}");
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("application/json");
        assertThat(headers.firstValue("Lambda-Runtime-Aws-Request-Id"))
                .hasValue(invocation.requestId().toString());
        assertThat(headers.firstValue("Lambda-Runtime-Deadline-Ms")).hasValue("1700000000000");
        assertThat(headers.firstValue("Lambda-Runtime-Invoked-Function-Arn")).hasValue(invocation.invokedFunctionArn());
        assertThat(headers.firstValue("Lambda-Runtime-Trace-Id")).hasValue(invocation.traceHeader());
        assertThat(headers.map().keySet().stream().map(String::toLowerCase))
                .doesNotContain(
                        "lambda-runtime-client-context",
                        "lambda-runtime-aws-tenant-id",
                        "lambda-runtime-cognito-identity");
    }

    @Test
    void tellsTheClientContextInUtf8AndTheTenant() throws Exception {
        try (var runtime = raw("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n")) {
            endpoint.take();
            endpoint.hand(new FakeInvocation(
                    UUID.randomUUID(),
                    Event.EMPTY,
                    Optional.of("{\"custom\":\n {\"tea\":\"caf\u00e9\"}}"),
                    Optional.of("t1")));
            var told = new StringBuilder();
            for (int read = runtime.getInputStream().read();
                    !told.toString().endsWith("\r\n\r\n");
                    read = runtime.getInputStream().read()) told.append((char) read);
            var utf8 = new String(told.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);

            assertThat(utf8)
                    .contains("Lambda-Runtime-Client-Context: {\"custom\":  {\"tea\":\"caf\u00e9\"}}\r\n")
                    .contains("Lambda-Runtime-Aws-Tenant-Id: t1\r\n");
        }
    }

    @Test
    void givesTheSameInvocationToOneWhoAsksAgainWithoutAnAnswer() throws Exception {
        var invocation = running();

        assertThat(get("runtime/invocation/next").headers().firstValue("Lambda-Runtime-Aws-Request-Id"))
                .hasValue(invocation.requestId().toString());
        assertThat(respond(invocation.requestId(), "1").statusCode()).isEqualTo(202);
    }

    @Test
    void keepsAnInvocationForOneWhoseConnectionBroke() throws Exception {
        try (var _ = raw("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n")) {
            endpoint.take();
        }
        var invocation = FakeInvocation.of("{}");
        endpoint.hand(invocation);

        assertThat(get("runtime/invocation/next").headers().firstValue("Lambda-Runtime-Aws-Request-Id"))
                .hasValue(invocation.requestId().toString());
    }

    @Test
    void refusesASecondQuestionWhileOneWaits() throws Exception {
        var asked = next();
        endpoint.take();
        var second = get("runtime/invocation/next");

        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(second.body())
                .isEqualTo("{\"errorMessage\":\"State transition from Ready to Ready failed for runtime. Error: State"
                        + " transition is not allowed\",\"errorType\":\"InvalidStateTransition\"}\n");
        endpoint.hand(FakeInvocation.of("{}"));
        assertThat(asked.get().statusCode()).isEqualTo(200);
    }

    // --- response

    @Test
    void takesTheAnswer() throws Exception {
        var invocation = running();
        var answer = respond(invocation.requestId(), "{\"brewed\":true}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo(OK);
        assertThat(((Said.Returned) endpoint.take()).payload().text()).isEqualTo("{\"brewed\":true}");
    }

    @Test
    void takesAnAnswerThatComesInChunksAsAWholeOne() throws Exception {
        var invocation = running();
        try (var runtime =
                raw(head(invocation.requestId(), "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n1\r\nd\r\n")) {
            runtime.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(firstLine(runtime)).isEqualTo("HTTP/1.1 202");
        }
        assertThat(((Said.Returned) endpoint.take()).payload().text()).isEqualTo("abcd");
    }

    @Test
    void saysToGoOnToOneWhoAsksFirst() throws Exception {
        var invocation = running();
        var request = request("runtime/invocation/" + invocation.requestId() + "/response")
                .expectContinue(true)
                .POST(BodyPublishers.ofString("\"ok\""))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
    }

    @Test
    void refusesAnIdThatItDoesNotKnow() throws Exception {
        running();
        var answer = respond(UUID.randomUUID(), "1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(INVALID_ID);
        assertThat(post("runtime/invocation/nonsense/error", "1").body()).isEqualTo(INVALID_ID);
    }

    @Test
    void refusesASecondAnswer() throws Exception {
        var invocation = running();
        respond(invocation.requestId(), "1");
        var second = respond(invocation.requestId(), "2");

        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).isEqualTo(INVALID_ID);
        assertThat(((Said.Returned) endpoint.take()).payload().text()).isEqualTo("1");
        next();
        assertThat(endpoint.take()).isInstanceOf(Said.AskedForNext.class);
    }

    @Test
    void refusesAnAnswerWhileOneIsOnItsWay() throws Exception {
        var invocation = running();
        try (var runtime = raw(head(invocation.requestId(), "Content-Length: 4\r\n") + "tr")) {
            awaitAnswering(invocation);
            var second = respond(invocation.requestId(), "2");
            assertThat(second.statusCode()).isEqualTo(403);
            assertThat(second.body())
                    .contains("from InvocationResponse to InvocationResponse failed")
                    .contains("\"InvalidStateTransition\"");
            runtime.getOutputStream().write("ue".getBytes(StandardCharsets.US_ASCII));
            assertThat(firstLine(runtime)).isEqualTo("HTTP/1.1 202");
        }
        assertThat(((Said.Returned) endpoint.take()).payload().text()).isEqualTo("true");
    }

    /// Waits until the head of an answer has been read: who asks then is out of order.
    private void awaitAnswering(FakeInvocation invocation) throws Exception {
        while (get("runtime/invocation/next").statusCode() == 200) Thread.onSpinWait();
        assertThat(invocation.requestId()).isNotNull();
    }

    @Test
    void takesAnAnswerAsLargeAsPermittedAndNoneThatIsLarger() throws Exception {
        var first = running();
        assertThat(respond(first.requestId(), "x".repeat(6291556)).statusCode()).isEqualTo(202);
        assertThat(((Said.Returned) endpoint.take()).payload().size()).isEqualTo(6291556);

        var second = running();
        var answer = respond(second.requestId(), "x".repeat(6291557));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .isEqualTo("{\"errorMessage\":\"Exceeded maximum allowed payload size (6291556 bytes).\","
                        + "\"errorType\":\"RequestEntityTooLarge\"}\n");
        var fault = ((Said.Failed) endpoint.take()).fault();
        assertThat(fault.kind()).isEqualTo(Fault.Kind.RESPONSE_TOO_LARGE);
        assertThat(fault.payload().text())
                .isEqualTo(
                        "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\","
                                + "\"errorType\":\"Function.ResponseSizeTooLarge\"}");
        running();
    }

    @Test
    void tellsOfAnAnswerThatWasCutOff() throws Exception {
        var invocation = running();
        raw(head(invocation.requestId(), "Content-Length: 100\r\n") + "half").close();

        var fault = ((Said.BrokeOff) endpoint.take()).fault();
        assertThat(fault.errorType()).isEqualTo("Runtime.TruncatedResponse");
        assertThat(fault.payload().text()).startsWith("{\"errorType\":\"Runtime.TruncatedResponse\"");
    }

    // --- streamed responses

    @Test
    void passesAStreamedAnswerOnAsItComes() throws Exception {
        var invocation = running();
        try (var runtime = raw(head(
                        invocation.requestId(),
                        "Lambda-Runtime-Function-Response-Mode: streaming\r\nContent-Type: text/plain\r\n"
                                + "Transfer-Encoding: chunked\r\n")
                + "3\r\none\r\n")) {
            assertThat(((Said.Streams) endpoint.take()).contentType()).isEqualTo("text/plain");
            assertThat(((Said.Piece) endpoint.take()).bytes().text()).isEqualTo("one");
            runtime.getOutputStream().write("3\r\ntwo\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(((Said.Piece) endpoint.take()).bytes().text()).isEqualTo("two");
            assertThat(endpoint.take()).isInstanceOf(Said.StreamEnded.class);
            assertThat(firstLine(runtime)).isEqualTo("HTTP/1.1 202");
        }
    }

    @Test
    void readsAnErrorFromTheTrailersOfAStreamedAnswer() throws Exception {
        var invocation = running();
        var body = "{\"errorType\":\"Spilt\",\"errorMessage\":\"no cup\"}";
        try (var runtime = raw(head(
                        invocation.requestId(),
                        "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
                                + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n")
                + "3\r\none\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.Spilt\r\n"
                + "Lambda-Runtime-Function-Error-Body: "
                + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n")) {
            assertThat(((Said.Streams) endpoint.take()).contentType()).isEqualTo("application/octet-stream");
            endpoint.take();
            var fault = ((Said.Failed) endpoint.take()).fault();
            assertThat(fault.errorType()).isEqualTo("Spilt");
            assertThat(fault.errorMessage()).isEqualTo("no cup");
            assertThat(fault.payload().text()).isEqualTo(body);
            assertThat(firstLine(runtime)).isEqualTo("HTTP/1.1 202");
        }
    }

    @Test
    void tellsOfAStreamedAnswerThatWasCutOff() throws Exception {
        var invocation = running();
        raw(head(
                                invocation.requestId(),
                                "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n")
                        + "3\r\none\r\n")
                .close();

        endpoint.take();
        endpoint.take();
        assertThat(((Said.BrokeOff) endpoint.take()).fault().errorType()).isEqualTo("Runtime.TruncatedResponse");
    }

    @Test
    void refusesAModeThatThereIsNot() throws Exception {
        var invocation = running();
        var answer = respond(invocation.requestId(), "1", "Lambda-Runtime-Function-Response-Mode", "poured");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"errorMessage\":\"Invalid function response mode\",\"errorType\":"
                        + "\"InvalidFunctionResponseMode\"}\n");
        assertThat(((Said.Failed) endpoint.take()).fault().errorType()).isEqualTo("Runtime.InvalidResponseModeHeader");
        running();
    }

    @Test
    void readsNoMoreOfAStreamThanIsTaken() throws Exception {
        var invocation = running();
        var piece = new byte[64 * 1024];
        var chunk = "10000\r\n".getBytes(StandardCharsets.US_ASCII);
        int pieces = 400;
        try (var runtime = raw(head(
                invocation.requestId(),
                "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"))) {
            var sending = CompletableFuture.runAsync(() -> {
                try {
                    var out = runtime.getOutputStream();
                    for (int i = 0; i < pieces; i++) {
                        out.write(chunk);
                        out.write(piece);
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(endpoint.take()).isInstanceOf(Said.Streams.class);
            long size = 0;
            for (var said = endpoint.take(); said instanceof Said.Piece(var bytes); said = endpoint.take())
                size += bytes.size();
            sending.join();
            assertThat(size).isEqualTo(64L * 1024 * pieces);
        }
    }

    // --- errors

    @Test
    void takesAnErrorInTheRuntimesOwnWords() throws Exception {
        var invocation = running();
        var body = "{\"errorMessage\":\"no tea\",\"errorType\":\"Empty\",\"stackTrace\":[{\"errorType\":\"x\"}]}";
        var answer = post("runtime/invocation/" + invocation.requestId() + "/error", body);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo(OK);
        var fault = ((Said.Failed) endpoint.take()).fault();
        assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(fault.errorType()).isEqualTo("Empty");
        assertThat(fault.errorMessage()).isEqualTo("no tea");
        assertThat(fault.payload().text()).isEqualTo(body);
    }

    @Test
    void keepsTheCauseOfAnErrorFromTheCaller() throws Exception {
        var error = "{\"errorMessage\":\"no tea\",\"errorType\":\"Empty\",\"stackTrace\":[\"pot\",\"lid\"]";
        var body = error + ",\"errorCause\":{\"exceptions\":[]},\"more\":[1]}";
        assertThat(causeOf(body).payload().text()).isEqualTo(error + "}");

        var brief = causeOf("{\"errorMessage\":\"no tea\",\"errorCause\":{}}");
        assertThat(brief.payload().text()).isEqualTo("{\"errorMessage\":\"no tea\",\"errorType\":\"\"}");
        assertThat(brief.errorType()).isEqualTo("Function.Spilt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "{\"errorMessage\":7}", "{\"stackTrace\":[{}]}", "{} {}", ""})
    void saysWhichErrorsWithCausesAreNone(String body) throws Exception {
        var fault = causeOf(body);

        assertThat(fault.payload().text()).isEqualTo("\"Invalid error body\"");
        assertThat(fault.errorType()).isEqualTo("Function.Spilt");
    }

    private Fault causeOf(String body) throws Exception {
        var invocation = running();
        var answer = post(
                "runtime/invocation/" + invocation.requestId() + "/error",
                body,
                "Content-Type",
                "application/vnd.aws.lambda.error.cause+json",
                "Lambda-Runtime-Function-Error-Type",
                "Function.Spilt");
        assertThat(answer.statusCode()).isEqualTo(202);
        return ((Said.Failed) endpoint.take()).fault();
    }

    @Test
    void takesTheTypeFromTheHeaderWhereTheWordsHaveNone() throws Exception {
        assertThat(typeOf("not json", "Function.Spilt")).isEqualTo("Function.Spilt");
        assertThat(typeOf("[1]", "Function.9")).isEqualTo("Function.Unknown");
        assertThat(typeOf("{}", "Whatever")).isEqualTo("Runtime.Unknown");
        assertThat(typeOf("{\"errorType\":7}", "Runtime.Leak")).isEqualTo("Runtime.Leak");
    }

    private String typeOf(String body, String header) throws Exception {
        var invocation = running();
        post(
                "runtime/invocation/" + invocation.requestId() + "/error",
                body,
                "Lambda-Runtime-Function-Error-Type",
                header,
                "Lambda-Runtime-Function-XRay-Error-Cause",
                "{\"cause\":\"" + "x".repeat(100_000) + "\"}");
        return ((Said.Failed) endpoint.take()).fault().errorType();
    }

    @Test
    void takesAnErrorOfInitialisationBeforeTheFirstQuestionOnly() throws Exception {
        var body = "{\"errorMessage\":\"cracked\",\"errorType\":\"Pot\"}";
        assertThat(post("runtime/init/error", body).statusCode()).isEqualTo(202);
        var fault = ((Said.FailedInit) endpoint.take()).fault();
        assertThat(fault.kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault.errorType()).isEqualTo("Pot");
        assertThat(fault.payload().text()).isEqualTo(body);

        assertThat(post("runtime/init/error", body).body())
                .contains("State transition from InitError to InitError failed");
        assertThat(get("runtime/invocation/next").statusCode()).isEqualTo(403);
    }

    @Test
    void refusesAnErrorOfInitialisationLater() throws Exception {
        running();

        assertThat(post("runtime/init/error", "{}").statusCode()).isEqualTo(403);
    }

    // --- snapshots

    @Test
    void hasNoCallsAboutSnapshotsWhereThereAreNone() throws Exception {
        assertThat(get("runtime/restore/next").statusCode()).isEqualTo(404);
        assertThat(post("runtime/restore/error", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void letsARuntimeGoOnAfterItsSnapshot() throws Exception {
        endpoint.close();
        endpoint = api.open(GUESTS, true);

        assertThat(post("runtime/restore/error", "{}").statusCode()).isEqualTo(403);
        assertThat(get("runtime/restore/next").statusCode()).isEqualTo(200);
        assertThat(get("runtime/restore/next").statusCode()).isEqualTo(403);
        running();
    }

    @Test
    void takesAnErrorAfterASnapshot() throws Exception {
        endpoint.close();
        endpoint = api.open(GUESTS, true);
        get("runtime/restore/next");

        assertThat(post("runtime/restore/error", "{\"errorType\":\"Stale\"}").statusCode())
                .isEqualTo(202);
        assertThat(((Said.FailedInit) endpoint.take()).fault().errorType()).isEqualTo("Stale");
    }

    // --- what is no call

    @Test
    void answersAsAwsDoesWhereThereIsNoCall() throws Exception {
        var unknown = get("runtime/teapot");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("404 page not found\n");
        assertThat(get("runtime/init/error").statusCode()).isEqualTo(405);
        assertThat(post("runtime/invocation/next", "").statusCode()).isEqualTo(405);
        assertThat(post("runtime/invocation/a/b/response", "").statusCode()).isEqualTo(404);
        assertThat(get("ping").body()).isEqualTo("pong");
        var outside = client.send(
                HttpRequest.newBuilder(URI.create("http://" + endpoint.address() + "/"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(outside.statusCode()).isEqualTo(404);
    }

    @Test
    void outlivesWhatIsNoHttp() throws Exception {
        for (var garbage : new String[] {
            "\u0000\u0001\u0002\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/1.1\r\n" + "x".repeat(2_000_000),
            "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        }) {
            try (var socket = raw(garbage)) {
                assertThat(firstLine(socket)).isIn("HTTP/1.1 400", "HTTP/1.0 400", "");
            } catch (IOException e) {
                // Cut off while it was still sending.
            }
        }
        running();
    }

    @Test
    void cutsOffOneWhoDoesNotWaitForAnswers() throws Exception {
        var twice = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n";
        try (var socket = raw(twice + twice)) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        endpoint.take();
        endpoint.hand(FakeInvocation.of("{}"));
        assertThat(get("runtime/invocation/next").statusCode()).isEqualTo(200);
    }

    @Test
    void boundsHowManyConnectionsThereAre() throws Exception {
        var held = new Socket[128];
        try {
            for (int i = 0; i < held.length; i++) held[i] = raw("GET");
            try (var more = raw("GET")) {
                assertThat(ended(more.getInputStream())).isTrue();
            }
        } finally {
            for (var socket : held) if (socket != null) socket.close();
        }
    }

    private static boolean ended(InputStream in) {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    // --- the end

    @Test
    void tellsOfTheEndAfterWhatWasSaidBefore() throws Exception {
        var invocation = running();
        respond(invocation.requestId(), "1");
        endpoint.ended();

        assertThat(endpoint.take()).isInstanceOf(Said.Returned.class);
        assertThat(endpoint.take()).isInstanceOf(Said.Ended.class);
    }

    @Test
    void endsTheConnectionsOfAnEndpointThatIsClosed() throws Exception {
        var asked = next();
        endpoint.take();
        endpoint.close();

        assertThatThrownBy(asked::get).hasRootCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> get("ping")).isInstanceOf(IOException.class);
    }

    @Test
    void opensNothingOnceItIsClosedAndTellsWhoStillWaitsThatARuntimeEnded() {
        api.close();
        endpoint.ended();

        assertThat(endpoint.take()).isInstanceOf(Said.Ended.class);
        assertThatThrownBy(() -> api.open(GUESTS, false)).isInstanceOf(IOException.class);
    }
}
