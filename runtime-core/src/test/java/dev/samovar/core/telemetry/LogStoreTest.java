package dev.samovar.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStore.Creation;
import dev.samovar.spi.NumberedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    @ParameterizedTest
    @MethodSource("stores")
    void keepsWhatIsMadeByName(LogStore store) {
        assertThat(store.create("g")).isEqualTo(Creation.CREATED);
        assertThat(store.create("g")).isEqualTo(Creation.EXISTS);
        assertThat(store.create("g", "s")).isEqualTo(Creation.CREATED);
        assertThat(store.create("g", "s")).isEqualTo(Creation.EXISTS);

        assertThat(store.groups()).containsExactly("g");
        assertThat(store.streams("g")).containsExactly("s");
        assertThat(store.createdMillis("g", "s")).isPresent();
        assertThat(store.createdMillis("g", "t")).isEmpty();
        assertThat(store.group("h")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void describesAGroup(LogStore store) {
        store.create("g");
        store.retention("g", Duration.ofDays(3));
        store.tags("g", Map.of("a", "1", "b", ""));
        store.tags("none", Map.of("a", "1"));
        store.put("g", "s", List.of(event("message")));

        var group = store.group("g").orElseThrow();
        assertThat(group.retention()).isEqualTo(Duration.ofDays(3));
        assertThat(group.tags()).isEqualTo(Map.of("a", "1", "b", ""));
        assertThat(group.storedBytes()).isPositive();
        assertThat(store.groups()).containsExactly("g");
        store.retention("g", null);
        assertThat(store.group("g").orElseThrow().retention()).isNull();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsWhenAnEventCame(LogStore store) {
        store.put("g", "s", List.of(new TakenEvent(1_000, 2_000, "late"), new TextEvent(3_000, "at once")));

        assertThat(store.events("g", "s")).extracting(LogEvent::ingestedMillis).containsExactly(2_000L, 3_000L);
        assertThat(messages(store, "g", "s")).containsExactly("late", "at once");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void givesEachEventANumberOfItsOwn(LogStore store) {
        var first = store.stream("g", "s");
        var second = store.stream("g", "s");
        for (int i = 0; i < 100; i++) {
            first.append(event("first " + i));
            second.append(event("second " + i));
            store.put("g", "s", List.of(event("put " + i)));
        }

        var events = store.numbered("g", "s");
        assertThat(events).hasSize(300).extracting(NumberedEvent::number).doesNotHaveDuplicates();
        assertThat(events)
                .filteredOn(numbered -> numbered.event().message().startsWith("first"))
                .extracting(NumberedEvent::number)
                .isSorted();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void forgetsAStream(LogStore store) {
        store.create("g", "s");
        store.put("g", "s", List.of(event("x")));
        store.put("g", "other", List.of(event("y")));
        store.delete("g", "s");
        store.delete("g", "none");
        store.delete("none", "none");

        assertThat(store.streams("g")).containsExactly("other");
        assertThat(store.events("g", "s")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void whoAppendsToWhatWasDeletedMakesItAnew(LogStore store) {
        try (var stream = store.stream("g", "s")) {
            stream.append(event("before"));
            store.delete("g", "s");
            stream.append(event("between"));
            store.delete("g");
            assertThat(store.groups()).isEmpty();
            stream.append(event("after"));
        }

        assertThat(messages(store, "g", "s")).containsExactly("after");
    }

    @Test
    void aDirectoryKeepsItsGroups() {
        var place = directory.resolve("kept");
        var before = new DirectoryLogStore(place, () -> NOW);
        before.retention("g", Duration.ofDays(3));
        before.tags("g", Map.of("a", "1"));
        before.close();

        var group = new DirectoryLogStore(place, () -> NOW).group("g").orElseThrow();
        assertThat(group.retention()).isEqualTo(Duration.ofDays(3));
        assertThat(group.tags()).isEqualTo(Map.of("a", "1"));
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
