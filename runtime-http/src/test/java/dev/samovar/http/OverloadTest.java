package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Payload;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many more requests than can be served, and clients that are slow or take all they can: everybody is answered, and
/// nothing grows.
@Timeout(120)
final class OverloadTest {
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int LARGE = 4 << 20;
    private static final int CAPACITY = 10;

    private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
    private final HttpClient client = HttpClient.newHttpClient();
    private FunctionRuntime runtime;
    private LambdaApi.Running api;

    @BeforeEach
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        runtime.create("echo", (event, context) -> Payload.of(event.toByteArray()));
        runtime.create("large", (event, context) -> Payload.json("\"" + "a".repeat(LARGE) + "\""));
        runtime.create("held", (event, context) -> {
            gate.get().await();
            return Payload.of(event.toByteArray());
        });
        runtime.create("closed", (event, context) -> Payload.NULL);
        runtime.control().putFunctionConcurrency(new FunctionName("held"), CAPACITY);
        runtime.control().putFunctionConcurrency(new FunctionName("closed"), 0);
        api = served(api -> api);
    }

    private LambdaApi.Running served(UnaryOperator<LambdaApi> how) {
        return how.apply(LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000")))
                .start();
    }

    private void limit(UnaryOperator<LambdaApi> how) {
        api.close();
        api = served(how);
    }

    @AfterEach
    void stop() {
        gate.get().countDown();
        client.close();
        api.close();
        runtime.close();
    }

    private CompletableFuture<HttpResponse<String>> invoke(String function, String payload) {
        var request = HttpRequest.newBuilder(api.uri().resolve(FUNCTIONS + function + "/invocations"))
                .POST(BodyPublishers.ofString(payload))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private static String request(String function, String payload) {
        return "POST " + FUNCTIONS + function + "/invocations HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + payload.length() + "\r\n\r\n" + payload;
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    // --- ten times as many as can run

    @Test
    void everyoneIsAnsweredAtTenTimesTheCapacity() {
        var payload = "\"" + "b".repeat(20_000) + "\"";
        round(payload);
        var before = heap();

        for (var round = 0; round < 20; round++) round(payload);

        assertThat(heap() - before).as("growth of the heap").isLessThan(32L << 20);
        assertThat(((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                        .metric()
                        .usedDirectMemory())
                .as("direct memory")
                .isLessThan(256L << 20);
    }

    /// Those that run wait until the others are refused.
    private void round(String payload) {
        var refusals = new CountDownLatch(9 * CAPACITY);
        gate.set(refusals);
        var answers = IntStream.range(0, 10 * CAPACITY)
                .mapToObj(_ -> invoke("held", payload))
                .map(answer -> answer.whenComplete((response, _) -> {
                    if (response != null && response.statusCode() == 429) refusals.countDown();
                }))
                .toList();

        var all = answers.stream().map(CompletableFuture::join).toList();

        assertThat(all)
                .filteredOn(it -> it.statusCode() == 200)
                .hasSize(CAPACITY)
                .allSatisfy(it -> {
                    assertThat(it.body()).isEqualTo(payload);
                    assertThat(it.headers().firstValue("X-Amz-Function-Error")).isEmpty();
                });
        assertThat(all).filteredOn(it -> it.statusCode() != 200).allSatisfy(it -> {
            assertThat(it.statusCode()).isEqualTo(429);
            assertThat(it.headers().firstValue("x-amzn-ErrorType")).contains("TooManyRequestsException");
            assertThat(it.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertThat(it.body())
                    .isEqualTo("{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\","
                            + "\"message\":\"Rate Exceeded.\"}");
        });
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderUnderLoad() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var connections = IntStream.range(0, 8)
                    .mapToObj(connection -> threads.submit(() -> pipelined(connection)))
                    .toList();
            for (var answers : connections) answers.get();
        }
    }

    /// Every third one is refused.
    private Void pipelined(int connection) throws IOException {
        var many = 150;
        var asked = new StringBuilder();
        for (var n = 0; n < many; n++)
            asked.append(request(n % 3 == 2 ? "closed" : "echo", "\"" + connection + "-" + n + "\""));
        try (var socket = connect()) {
            send(socket, asked.toString());
            var answers = new Answers(socket.getInputStream());
            for (var n = 0; n < many; n++)
                assertThat(answers.next())
                        .endsWith(n % 3 == 2 ? "\"message\":\"Rate Exceeded.\"}" : "\"" + connection + "-" + n + "\"");
        }
        return null;
    }

    /// The answers on a connection, one by one.
    private record Answers(InputStream from) {
        private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

        String next() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                var there = from.read();
                if (there < 0) throw new IOException("the connection ended after: " + head);
                head.append((char) there);
            }
            var length = LENGTH.matcher(head);
            assertThat(length.find()).as("a length in %s", head).isTrue();
            return head + new String(from.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.ISO_8859_1);
        }
    }

    // --- connections

    @Test
    void aConnectionTooManyWaitsUntilAnotherEnds() throws IOException {
        limit(api -> api.connections(1));
        try (var second = later()) {
            assertThat(new Answers(second.getInputStream()).next()).endsWith("2");
        }
    }

    /// A connection that has asked, and which is accepted only when the one before it has ended.
    private Socket later() throws IOException {
        try (var first = connect()) {
            send(first, request("echo", "1"));
            assertThat(new Answers(first.getInputStream()).next()).endsWith("1");
            var second = connect();
            send(second, request("echo", "2"));
            // The first is served still.
            send(first, request("echo", "3"));
            assertThat(new Answers(first.getInputStream()).next()).endsWith("3");
            assertThat(second.getInputStream().available()).isZero();
            return second;
        }
    }

    /// Another connection is accepted when the slow one is cut off, and not before.
    private void assertCutOff(String sent) throws IOException {
        limit(api -> api.connections(1).patience(SHORT));
        try (var slow = connect()) {
            send(slow, sent);
            try (var next = connect()) {
                send(next, request("echo", "2"));
                assertThat(new Answers(next.getInputStream()).next()).endsWith("2");
            }
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                for (; ; ) send(slow, "a");
            });
        }
    }

    @Test
    void whoSendsNothingIsCutOff() throws IOException {
        assertCutOff("");
    }

    @Test
    void whoSendsHalfAHeadIsCutOff() throws IOException {
        assertCutOff("POST " + FUNCTIONS + "echo/invocations HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }

    @Test
    void whoSendsHalfABodyIsCutOff() throws IOException {
        assertCutOff(request("echo", "\"half").replace("Content-Length: 5", "Content-Length: 100"));
    }

    @Test
    void whoSendsHalfABodyAfterARefusalIsCutOff() throws IOException {
        assertCutOff(request("closed", "\"half").replace("Content-Length: 5", "Content-Length: 100"));
    }

    @Test
    void whoKeepsAConnectionAndAsksNoMoreIsCutOff() throws IOException {
        assertCutOff(request("echo", "1"));
    }

    @Test
    void whoDoesNotReadIsCutOff() throws IOException {
        limit(api -> api.connections(1).patience(SHORT));
        try (var slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), api.uri().getPort()));
            for (var n = 0; n < 4; n++) send(slow, request("large", "1"));
            try (var next = connect()) {
                send(next, request("echo", "2"));
                assertThat(new Answers(next.getInputStream()).next()).endsWith("2");
            }
        }
    }

    @Test
    void whoWaitsForAnAnswerIsNotCutOff() throws Exception {
        limit(api -> api.patience(SHORT));
        gate.set(new CountDownLatch(1));
        try (var patient = connect();
                var idle = connect()) {
            send(patient, request("held", "1"));
            // The other one is cut off meanwhile.
            assertThat(idle.getInputStream().read()).isNegative();
            gate.get().countDown();
            assertThat(new Answers(patient.getInputStream()).next()).endsWith("1");
        }
    }

    @Test
    void bodiesThatTakeTooMuchMemoryAreRefusedWhileTheyCome() throws Exception {
        limit(api -> api.bodies(1000));
        var half = request("echo", "\"" + "a".repeat(599)).replace("Content-Length: 600", "Content-Length: 601");
        var held = new ArrayList<Socket>();
        try {
            // Which of them is refused is not known: the one that does not fit beside the other.
            for (var n = 0; n < 2; n++) {
                held.add(connect());
                send(held.getLast(), half);
            }
            var answers = new LinkedBlockingQueue<String>();
            for (var it : held) Thread.startVirtualThread(() -> answers.add(answer(it)));
            var refused = answers.take();
            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("ServiceException");
        } finally {
            for (var it : held) it.close();
        }
    }

    private static String answer(Socket socket) {
        try {
            return new Answers(socket.getInputStream()).next();
        } catch (IOException e) {
            return "none";
        }
    }
}
