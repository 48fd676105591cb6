package dev.samovar.process.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.process.runtimeapi.Subscription.Type;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is brought to an extension that subscribed, as lines of a connection.
@Timeout(30)
final class TelemetryTest {
    private static final UUID ID = new UUID(1, 2);
    private static final FakeInvocation DONE =
            new FakeInvocation(ID, Event.json("{}"), Optional.empty(), Optional.empty());

    private final Telemetry telemetry = new Telemetry();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        telemetry.reach(InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        telemetry.close();
        listener.close();
    }

    private boolean subscribe(int maxItems, Duration timeout, Type... types) {
        return telemetry.subscribe(
                "tea", new Subscription(Set.of(types), true, listener.getLocalPort(), "", maxItems, 262_144, timeout));
    }

    /// The events of one batch.
    private List<String> batch() throws IOException {
        try (var connection = listener.accept();
                var in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    @Test
    void tellsWhatWasBeforeTheSubscription() throws IOException {
        telemetry.event("function", 0, "\"tea\"");
        subscribe(1000, Duration.ofMillis(25), Type.FUNCTION);

        assertThat(batch())
                .containsExactly("{\"time\":\"1970-01-01T00:00:00.000Z\",\"type\":\"function\",\"record\":\"tea\"}");
    }

    @Test
    void sendsABatchThatIsFullWithoutWaiting() throws IOException {
        subscribe(3, Duration.ofDays(1), Type.EXTENSION);
        for (int i = 0; i < 3; i++) telemetry.event("extension", 0, Integer.toString(i));

        assertThat(batch()).hasSize(3);
    }

    @Test
    void sendsWhatWaitsWhenTheEnvironmentEnds() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.EXTENSION);
        telemetry.event("extension", 0, "1");
        telemetry.flush();

        assertThat(batch()).hasSize(1);
    }

    @Test
    void tellsOnceThatTheRuntimeIsDone() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.PLATFORM);
        telemetry.runtimeDone(DONE, 1_500_000, 7);
        telemetry.event("platform.runtimeDone", 0, "{\"requestId\":\"" + ID + "\"}");
        telemetry.flush();

        assertThat(batch())
                .anyMatch(it -> it.contains("telemetrySubscription"))
                .filteredOn(it -> it.contains("runtimeDone"))
                .singleElement()
                .asString()
                .contains("{\"requestId\":\"" + ID
                        + "\",\"status\":\"success\",\"metrics\":{\"durationMs\":1.5,\"producedBytes\":7}}");
    }

    @Test
    void tellsOfARuntimeThatWasNotDone() throws IOException {
        subscribe(1000, Duration.ofDays(1), Type.PLATFORM);
        telemetry.event("platform.runtimeDone", 0, "{\"requestId\":\"" + ID + "\"}");
        telemetry.flush();

        assertThat(batch()).anyMatch(it -> it.contains("runtimeDone"));
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

        assertThat(batch())
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

        assertThat(batch()).filteredOn(it -> it.contains("runtimeDone")).hasSize(2);
    }

    @Test
    void tellsHowMuchWasDropped() throws IOException {
        subscribe(10_000, Duration.ofDays(1), Type.PLATFORM, Type.FUNCTION);
        var large = "\"" + "x".repeat(3 << 20) + "\"";
        telemetry.flush();
        batch();
        for (int i = 0; i < 12; i++) telemetry.event("function", 0, large);

        var told = "";
        while (!told.contains("logsDropped")) told = String.join("\n", batch());

        assertThat(told).containsPattern("\"droppedRecords\":\\d+,\"droppedBytes\":\\d+");
    }

    @Test
    void acceptsNoSubscriptionAfterTheInitialisation() {
        assertThat(subscribe(1000, Duration.ofMillis(25), Type.PLATFORM)).isTrue();
        telemetry.initialised(List.of());

        assertThat(subscribe(1000, Duration.ofMillis(25), Type.PLATFORM)).isFalse();
    }
}
