package dev.samovar.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every log store keeps, and how long.
final class LogStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    static Path directory;

    static Stream<LogStore> stores() {
        return Stream.of(
                new MemoryLogStore(1 << 20, () -> NOW),
                new DirectoryLogStore(directory.resolve("" + System.nanoTime()), () -> NOW));
    }

    private static LogEvent event(String message) {
        return new TextEvent(NOW.toEpochMilli(), message);
    }

    private static List<String> messages(LogStore store, String group, String stream) {
        return store.events(group, stream).stream().map(LogEvent::message).toList();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsEventsUnchangedInTheirOrder(LogStore store) {
        var text = "a line\nwith more, \u2028 and \u001b[31m colour \u2615 \"quoted\"\r\n";
        try (var stream = store.stream("/aws/lambda/f", "2026/01/01/[$LATEST]abc")) {
            stream.append(event(text));
            stream.append(event("second"));
        }
        store.stream("/aws/lambda/f", "2026/01/01/[1]def").append(event("other"));

        assertThat(store.groups()).containsExactly("/aws/lambda/f");
        assertThat(store.streams("/aws/lambda/f"))
                .containsExactlyInAnyOrder("2026/01/01/[$LATEST]abc", "2026/01/01/[1]def");
        assertThat(messages(store, "/aws/lambda/f", "2026/01/01/[$LATEST]abc")).containsExactly(text, "second");
        assertThat(store.events("/aws/lambda/f", "2026/01/01/[$LATEST]abc")
                        .getFirst()
                        .timestampMillis())
                .isEqualTo(NOW.toEpochMilli());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void knowsNothingOfWhatIsNotThere(LogStore store) {
        assertThat(store.streams("none")).isEmpty();
        assertThat(store.events("none", "none")).isEmpty();
        store.delete("none");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void forgetsAGroup(LogStore store) {
        store.stream("g", "s").append(event("x"));
        store.delete("g");

        assertThat(store.groups()).isEmpty();
    }

    @Test
    void dropsTheOldestBeyondItsSize() {
        var store = new MemoryLogStore(3_500, () -> NOW);
        for (int i = 0; i < 100; i++) store.stream("g", "s" + i % 2).append(event("message " + i));

        assertThat(messages(store, "g", "s1")).last().isEqualTo("message 99");
        assertThat(messages(store, "g", "s0").size()
                        + messages(store, "g", "s1").size())
                .isBetween(5, 10);
    }

    @Test
    void dropsWhatIsPastItsRetention() {
        var time = new Instant[] {NOW};
        var store = new MemoryLogStore(1 << 20, () -> time[0]);
        store.retention("g", Duration.ofHours(1));
        store.stream("g", "s").append(event("old"));
        time[0] = NOW.plus(Duration.ofHours(2));

        assertThat(store.events("g", "s")).isEmpty();
    }
}
