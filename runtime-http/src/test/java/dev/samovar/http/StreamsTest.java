package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.FunctionUrl.AuthType;
import dev.samovar.api.FunctionUrl.InvokeMode;
import dev.samovar.api.Payload;
import dev.samovar.api.Permission;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Answers that come in pieces, over real sockets, of a real Node.js function.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamsTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final FunctionName F = new FunctionName("f");

    /// Writes a piece, waits until the gate answers, and writes another.
    private static final String SOURCE = """
            exports.handler = awslambda.streamifyResponse(async (event, stream) => {
              const mode = event.mode ?? event.rawPath;
              if (mode === '/early') throw new Error('early');
              if (mode === '/prelude') {
                stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'x-a': 'b' }, cookies: ['c=1'] });
              } else {
                stream.setContentType('text/plain');
              }
              stream.write('one');
              await fetch(event.gate ?? event.queryStringParameters.gate);
              if (mode === '/late') throw new Error('late');
              if (mode === '/much') for (let i = 0; i < 64; i++) stream.write('x'.repeat(65536));
              stream.write('two');
              stream.end();
            });
            """;

    private FunctionRuntime runtime;
    private LambdaApi.Running api;
    private HttpServer gate;
    private CountDownLatch opened = new CountDownLatch(1);
    private FunctionUrl url;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gate.createContext("/", exchange -> {
            await(opened);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        gate.start();
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        Files.writeString(directory.resolve("index.js"), SOURCE);
        runtime.create(
                FunctionSpec.node("f", directory).handler("index.handler").timeout(Duration.ofMinutes(1)));
        var policies = runtime.control().policies();
        policies.add(F, null, Permission.of("all", "*", "lambda:*"), null);
        url = runtime.control().functionUrls().create(F, null, AuthType.NONE, null, InvokeMode.RESPONSE_STREAM);
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .start();
    }

    @AfterAll
    void stop() {
        api.close();
        runtime.close();
        gate.stop(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String gateUri() {
        return "http://127.0.0.1:" + gate.getAddress().getPort() + "/";
    }

    private Socket connect() throws IOException {
        opened = new CountDownLatch(1);
        var socket = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private Socket get(String path) throws IOException {
        var socket = connect();
        send(
                socket,
                "GET " + path + "?gate=" + gateUri() + " HTTP/1.1\r\nHost: " + url.id()
                        + ".lambda-url.us-east-1.localhost\r\nConnection: close\r\n\r\n");
        return socket;
    }

    private Socket invoke(String mode) throws IOException {
        var event = "{\"mode\":\"" + mode + "\",\"gate\":\"" + gateUri() + "\"}";
        var socket = connect();
        send(
                socket,
                "POST /2021-11-15/functions/f/response-streaming-invocations HTTP/1.1\r\nHost: localhost\r\n"
                        + "X-Amz-Log-Type: Tail\r\nConnection: close\r\nContent-Length: " + event.length()
                        + "\r\n\r\n" + event);
        return socket;
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads until this is there.
    private static String readUntil(InputStream in, String end) throws IOException {
        var got = new StringBuilder();
        for (int c; got.indexOf(end) < 0 && (c = in.read()) >= 0; ) got.append((char) c);
        return got.toString();
    }

    private static String rest(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aFunctionUrlPassesPiecesOnAsTheyCome() throws IOException {
        try (var socket = get("/")) {
            var in = socket.getInputStream();
            assertThat(readUntil(in, "one\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .containsIgnoringCase("content-type: text/plain\r\n")
                    .containsIgnoringCase("transfer-encoding: chunked\r\n")
                    .containsIgnoringCase("x-amzn-requestid: ");
            opened.countDown();
            assertThat(rest(in)).isEqualTo("3\r\ntwo\r\n0\r\n\r\n");
        }
    }

    @Test
    void aPreludeSaysStatusAndHeaders() throws IOException {
        try (var socket = get("/prelude")) {
            var in = socket.getInputStream();
            assertThat(readUntil(in, "one\r\n"))
                    .startsWith("HTTP/1.1 201 Created\r\n")
                    .containsIgnoringCase("x-a: b\r\n")
                    .containsIgnoringCase("set-cookie: c=1\r\n")
                    .doesNotContain("statusCode");
            opened.countDown();
            assertThat(rest(in)).isEqualTo("3\r\ntwo\r\n0\r\n\r\n");
        }
    }

    @Test
    void aFailureBeforeTheFirstPieceIsABadGateway() throws IOException {
        try (var socket = get("/early")) {
            assertThat(rest(socket.getInputStream())).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
        }
    }

    @Test
    void aFailureAfterItEndsTheConnectionWithoutAnEnd() throws IOException {
        try (var socket = get("/late")) {
            var in = socket.getInputStream();
            readUntil(in, "one\r\n");
            opened.countDown();
            assertThat(rest(in)).doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void aCallerWhoGoesAwayDoesNotKeepTheFunction() throws IOException {
        try (var socket = get("/much")) {
            readUntil(socket.getInputStream(), "one\r\n");
        }
        opened.countDown();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(runtime.snapshot().inFlight()).isZero());
    }

    @Test
    void aSlowCallerGetsEverything() throws IOException {
        try (var socket = get("/much")) {
            var in = socket.getInputStream();
            readUntil(in, "one\r\n");
            opened.countDown();
            var all = rest(in);
            assertThat(all.chars().filter(c -> c == 'x').count()).isEqualTo(64L * 65536);
            assertThat(all).endsWith("two\r\n0\r\n\r\n");
        }
    }

    // --- event streams

    private record Message(String type, String payload) {}

    private static List<Message> messages(byte[] chunked) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(dechunked(chunked)));
        var messages = new ArrayList<Message>();
        while (in.available() > 0) {
            in.mark(Integer.MAX_VALUE);
            var length = in.readInt();
            in.reset();
            var bytes = in.readNBytes(length);
            var message = ByteBuffer.wrap(bytes);
            assertThat(message.getInt(8)).isEqualTo(checksum(bytes, 8));
            assertThat(message.getInt(length - 4)).isEqualTo(checksum(bytes, length - 4));
            var headers = new String(bytes, 12, message.getInt(4), StandardCharsets.US_ASCII);
            var type = headers.contains("InvokeComplete") ? "InvokeComplete" : "PayloadChunk";
            var from = 12 + message.getInt(4);
            messages.add(new Message(type, new String(bytes, from, length - 4 - from, StandardCharsets.UTF_8)));
        }
        return messages;
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static byte[] dechunked(byte[] chunked) throws IOException {
        var in = new ByteArrayInputStream(chunked);
        var all = new ByteArrayOutputStream();
        while (true) {
            var size = Integer.parseInt(readUntil(in, "\r\n").strip(), 16);
            if (size == 0) return all.toByteArray();
            all.writeBytes(in.readNBytes(size));
            readUntil(in, "\r\n");
        }
    }

    @Test
    void anInvocationIsAnEventStream() throws IOException {
        try (var socket = invoke("/")) {
            var in = socket.getInputStream();
            assertThat(readUntil(in, "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .containsIgnoringCase("content-type: application/vnd.amazon.eventstream\r\n")
                    .containsIgnoringCase("x-amz-executed-version: $LATEST\r\n");
            opened.countDown();
            var messages = messages(in.readAllBytes());
            assertThat(messages)
                    .startsWith(new Message("PayloadChunk", "one"), new Message("PayloadChunk", "two"))
                    .hasSize(3);
            assertThat(messages.getLast().type()).isEqualTo("InvokeComplete");
            assertThat(messages.getLast().payload()).startsWith("{\"LogResult\":\"");
        }
    }

    @Test
    void aFailureIsToldAtTheEnd() throws IOException {
        try (var socket = invoke("/late")) {
            var in = socket.getInputStream();
            readUntil(in, "\r\n\r\n");
            opened.countDown();
            var messages = messages(in.readAllBytes());
            assertThat(messages.getFirst()).isEqualTo(new Message("PayloadChunk", "one"));
            assertThat(messages.getLast().payload()).contains("\"ErrorCode\":\"", "late");
        }
    }

    @Test
    void whatDoesNotStreamIsOnePiece() throws IOException {
        runtime.create("whole", (event, context) -> Payload.json("[1]"));
        try (var socket = connect()) {
            send(
                    socket,
                    "POST /2021-11-15/functions/whole/response-streaming-invocations HTTP/1.1\r\nHost: localhost\r\n"
                            + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");
            var in = socket.getInputStream();
            readUntil(in, "\r\n\r\n");
            assertThat(messages(in.readAllBytes()))
                    .containsExactly(new Message("PayloadChunk", "[1]"), new Message("InvokeComplete", "{}"));
        }
    }

    @Test
    void aRefusalIsAnOrdinaryAnswer() throws IOException {
        try (var socket = connect()) {
            send(
                    socket,
                    "POST /2021-11-15/functions/none/response-streaming-invocations HTTP/1.1\r\nHost: localhost\r\n"
                            + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(rest(socket.getInputStream())).startsWith("HTTP/1.1 404 Not Found\r\n");
        }
    }
}
