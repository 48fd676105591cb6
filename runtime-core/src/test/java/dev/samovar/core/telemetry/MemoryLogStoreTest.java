package dev.samovar.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Logs are kept in memory, the newest of each group.
final class MemoryLogStoreTest {
    private final AtomicLong millis = new AtomicLong();

    private MemoryLogStore store(long bytesPerGroup) {
        return new MemoryLogStore(bytesPerGroup, () -> Instant.ofEpochMilli(millis.get()));
    }

    private LogEvent line(int number) {
        return new TextEvent(millis.get(), Integer.toString(number));
    }

    @Test
    void showsAnEventAsSoonAsItIsAppended() {
        var store = store(1 << 20);
        var stream = store.stream("group", "stream");
        for (int i = 0; i < 200; i++) {
            stream.append(line(i));
            assertThat(store.events("group", "stream"))
                    .extracting(LogEvent::message)
                    .hasSize(i + 1)
                    .endsWith(Integer.toString(i));
        }
    }

    @Test
    void forgetsTheOldestOfAllStreamsWhenTheGroupIsFull() {
        var store = store(100_000);
        var quiet = store.stream("group", "quiet");
        quiet.append(line(0));
        quiet.close();
        var busy = store.stream("group", "busy");
        IntStream.range(0, 5_000).forEach(i -> busy.append(line(i)));

        assertThat(store.events("group", "quiet")).isEmpty();
        var kept = store.events("group", "busy");
        assertThat(kept.getLast().message()).isEqualTo("4999");
        assertThat(kept.stream().mapToInt(LogEvent::weight).sum()).isBetween(70_000, 100_000);
        assertThat(store.streams("group")).containsExactly("busy");
    }

    @Test
    void showsNothingThatIsPastItsRetention() {
        var store = store(1 << 20);
        store.retention("group", Duration.ofSeconds(10));
        var stream = store.stream("group", "stream");
        stream.append(line(1));
        millis.addAndGet(8_000);
        stream.append(line(2));
        millis.addAndGet(8_000);

        assertThat(store.events("group", "stream"))
                .extracting(LogEvent::message)
                .containsExactly("2");
    }

    @Test
    void goesOnWithAStreamThatWasClosed() {
        var store = store(1 << 20);
        var first = store.stream("group", "stream");
        first.append(line(1));
        first.close();
        store.stream("group", "stream").append(line(2));

        assertThat(store.events("group", "stream"))
                .extracting(LogEvent::message)
                .containsExactly("1", "2");
    }

    @Test
    void forgetsAStreamThatIsClosedAndHasNoEventsLeft() {
        var store = store(64 << 10);
        var open = store.stream("group", "open");
        for (int i = 0; i < 10_000; i++) {
            var stream = store.stream("group", "stream" + i);
            stream.append(line(i));
            stream.close();
        }

        assertThat(store.streams("group"))
                .hasSizeBetween(100, 1_000)
                .startsWith("open")
                .endsWith("stream9999");
        open.append(line(0));
        assertThat(store.events("group", "open")).hasSize(1);
    }

    @Test
    void forgetsAStreamThatIsClosedWithoutAnEvent() {
        var store = store(1 << 20);
        store.stream("group", "silent").close();

        assertThat(store.streams("group")).isEmpty();
    }

    @Test
    void forgetsForGoodWhatIsPastItsRetention() {
        var store = store(1 << 20);
        store.put("group", "stream", List.of(line(1)));
        millis.addAndGet(20_000);
        store.retention("group", Duration.ofSeconds(10));
        store.retention("group", null);

        assertThat(store.streams("group")).isEmpty();
        assertThat(store.group("group").orElseThrow().storedBytes()).isZero();
    }

    @Test
    void keepsSoManyGroups() {
        var store = new MemoryLogStore(1 << 20, 1 << 30, 3, () -> Instant.ofEpochMilli(millis.incrementAndGet()));
        try (var busy = store.stream("busy", "stream")) {
            store.put("old", "stream", List.of(line(1)));
            store.put("young", "stream", List.of(line(2)));
            assertThat(store.create("more")).isEqualTo(Creation.NO_ROOM);
            busy.append(line(3));
            store.stream("function", "stream").append(line(4));
        }

        assertThat(store.groups()).containsExactly("busy", "function", "young");
    }

    @Test
    void allGroupsTogetherKeepSoMuch() {
        var store = new MemoryLogStore(100_000, 300_000, 1_000, () -> Instant.ofEpochMilli(millis.get()));
        for (int group = 0; group < 10; group++) {
            var stream = store.stream("group" + group, "stream");
            IntStream.range(0, 5_000).forEach(i -> stream.append(line(i)));
        }

        var kept = store.groups().stream()
                .map(group -> store.events(group, "stream"))
                .toList();
        assertThat(kept).allSatisfy(events -> assertThat(events).isNotEmpty());
        assertThat(kept.stream()
                        .flatMap(List::stream)
                        .mapToLong(LogEvent::weight)
                        .sum())
                .isBetween(150_000L, 320_000L);
        assertThat(kept.getLast().getLast().message()).isEqualTo("4999");
    }

    @Test
    void keepsSoManyStreamsWithoutAnEvent() {
        var store = store(1 << 20);
        for (int i = 0; i < 10_000; i++)
            assertThat(store.create("group", "stream" + i)).isEqualTo(Creation.CREATED);

        assertThat(store.create("group", "more")).isEqualTo(Creation.NO_ROOM);
        store.delete("group", "stream0");
        assertThat(store.create("group", "more")).isEqualTo(Creation.CREATED);
    }

    @Test
    void anEventIsShownAsItsMessage() {
        assertThat(line(7)).hasToString("7");
    }
}
