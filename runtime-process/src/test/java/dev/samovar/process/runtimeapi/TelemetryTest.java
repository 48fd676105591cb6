package dev.samovar.process.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Event;
import dev.samovar.process.runtimeapi.Subscription.Type;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is brought to an extension that subscribed, as lines of a connection.
@Timeout(30)
final class TelemetryTest {
    private static final UUID ID = new UUID(1, 2);
    private static final FakeInvocation DONE =
            new FakeInvocation(ID, Event.json("{}"), Optional.empty(), Optional.of("cup"));

    private final Telemetry telemetry = new Telemetry();
    private ServerSocket listener;
    private @Nullable BufferedReader in;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        telemetry.reach(Reach.at(InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void close() throws IOException {
        telemetry.close();
        if (in != null) in.close();
        listener.close();
    }

    private boolean subscribe(int maxItems, Duration timeout, Type... types) {
        return telemetry.subscribe(
                "tea", new Subscription(Set.of(types), true, listener.getLocalPort(), "", maxItems, 262_144, timeout));
    }

    /// The next events, which all come over one connection.
    private List<String> events(int count) throws IOException {
        var from = in;
        if (from == null) {
            var connection = listener.accept();
            from = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            in = from;
        }
        var events = new ArrayList<String>();
        for (int i = 0; i < count; i++) events.add(from.readLine());
        return events;
    }

    private static String event(String record) {
        return "{\"time\":\"1970-01-01T00:00:00.000Z\",\"type\":\"extension\",\"record\":" + record + "}";
    }

    @Test
    void sendsAllOverOneConnection() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.EXTENSION);
        for (int i = 0; i < 3; i++) {
            telemetry.event("extension", 0, Integer.toString(i));
            telemetry.flush();

            assertThat(events(1)).containsExactly(event(Integer.toString(i)));
        }
    }

    @Test
    void tellsWhatIsDroppedOfAListenerThatRefusesIt() throws IOException {
        telemetry.subscribe(
                "tea",
                new Subscription(
                        Set.of(Type.PLATFORM), false, listener.getLocalPort(), "/", 1000, 262_144, Duration.ofDays(1)));
        telemetry.flush();
        for (int i = 0; i < 3; i++) assertThat(posted("400 Bad Request")).contains("telemetrySubscription");

        telemetry.event("platform.report", 0, "{}");
        telemetry.flush();

        assertThat(posted("200 OK")).contains("platform.report", "logsDropped", "\"droppedRecords\":1");
    }

    /// The body of the next request, which is answered so.
    private String posted(String status) throws IOException {
        try (var connection = listener.accept()) {
            var from = connection.getInputStream();
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) head.append((char) from.read());
            var length = head.toString().replaceFirst("(?is).*content-length: (\\d+).*", "$1");
            var body = new String(from.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
            var answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            return body;
        }
    }

    @Test
    void tellsWhatWasBeforeTheSubscription() throws IOException {
        telemetry.event("function", 0, "\"tea\"");
        subscribe(1000, Duration.ofMillis(25), Type.FUNCTION);

        assertThat(events(1))
                .containsExactly("{\"time\":\"1970-01-01T00:00:00.000Z\",\"type\":\"function\",\"record\":\"tea\"}");
    }

    @Test
    void waitsWithWhatIsToldWhileTheExtensionStandsStill() throws IOException {
        subscribe(1000, Duration.ofMillis(25), Type.EXTENSION);
        telemetry.still(true);
        telemetry.event("extension", 0, "1");
        telemetry.flush();
        listener.setSoTimeout(100);
        assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        listener.setSoTimeout(0);

        telemetry.still(false);

        assertThat(events(1)).containsExactly(event("1"));
    }

    @Test
    void sendsABatchThatIsFullWithoutWaiting() throws IOException {
        subscribe(3, Duration.ofDays(1), Type.EXTENSION);
        for (int i = 0; i < 3; i++) telemetry.event("extension", 0, Integer.toString(i));

        assertThat(events(3)).containsExactly(event("0"), event("1"), event("2"));
    }

    @Test
    void sendsWhatWaitsWhenTheEnvironmentEnds() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.EXTENSION);
        telemetry.event("extension", 0, "1");
        telemetry.flush();

        assertThat(events(1)).containsExactly(event("1"));
    }

    @Test
    void tellsOnceThatTheRuntimeIsDone() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.PLATFORM);
        telemetry.runtimeDone(DONE, 1_500_000, 7);
        telemetry.event("platform.runtimeDone", 0, "{\"requestId\":\"" + ID + "\"}");
        telemetry.flush();

        telemetry.event("platform.report", 0, "{}");
        telemetry.flush();

        var events = events(3);
        assertThat(events.get(0)).contains("telemetrySubscription");
        assertThat(events.get(2)).contains("platform.report");
        assertThat(events.get(1))
                .contains("{\"requestId\":\"" + ID
                        + "\",\"status\":\"success\",\"tenantId\":\"cup\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\","
                        + "\"value\":\"" + DONE.traceHeader()
                        + "\"},\"metrics\":{\"durationMs\":1.5,\"producedBytes\":7}}");
    }

    @Test
    void tellsOfARuntimeThatWasNotDone() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.PLATFORM);
        telemetry.event("platform.runtimeDone", 0, "{\"requestId\":\"" + ID + "\"}");
        telemetry.flush();

        assertThat(events(2)).anyMatch(it -> it.contains("runtimeDone"));
    }

    @Test
    void tellsOfARetryOfTheSameRequestThatIsNotDone() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.PLATFORM);
        telemetry.handed();
        telemetry.runtimeDone(DONE, 1_500_000, 7);
        telemetry.event("platform.runtimeDone", 0, "{\"requestId\":\"" + ID + "\",\"status\":\"error\"}");
        telemetry.handed();
        telemetry.event("platform.runtimeDone", 0, "{\"requestId\":\"" + ID + "\",\"status\":\"timeout\"}");
        telemetry.flush();

        assertThat(events(3))
                .filteredOn(it -> it.contains("runtimeDone"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"status\":\"success\""),
                        second -> assertThat(second).contains("\"status\":\"timeout\""));
    }

    @Test
    void tellsOfAnInvocationThatOnlyLooksLikeTheOneThatIsDone() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.PLATFORM);
        telemetry.runtimeDone(DONE, 1_500_000, 7);
        telemetry.event(
                "platform.runtimeDone",
                0,
                "{\"requestId\":\"" + new UUID(3, 4) + "\",\"tracing\":{\"requestId\":\"" + ID + "\"}}");
        telemetry.flush();

        assertThat(events(3)).filteredOn(it -> it.contains("runtimeDone")).hasSize(2);
    }

    @Test
    void tellsHowMuchWasDropped() throws IOException {
        subscribe(10_000, Duration.ofDays(1), Type.PLATFORM, Type.FUNCTION);
        var large = "\"" + "x".repeat(3 << 20) + "\"";
        telemetry.flush();
        events(1);
        for (int i = 0; i < 12; i++) telemetry.event("function", 0, large);

        var told = "";
        while (!told.contains("logsDropped")) told = events(1).getFirst();

        assertThat(told).containsPattern("\"droppedRecords\":\\d+,\"droppedBytes\":\\d+");
    }

    @Test
    void acceptsNoSubscriptionAfterTheInitialisation() {
        assertThat(subscribe(1000, Duration.ofMillis(25), Type.PLATFORM)).isTrue();
        telemetry.initialised(List.of());

        assertThat(subscribe(1000, Duration.ofMillis(25), Type.PLATFORM)).isFalse();
    }
}
