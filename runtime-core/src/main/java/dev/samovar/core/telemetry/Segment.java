package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.NumberedEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Some events of a stream that follow each other: what is kept and forgotten as one. One thread adds; others
/// see what the count says.
final class Segment {
    static final int SLOTS = 64;

    /// About how many bytes a segment takes beside its events.
    private static final int OWN_WEIGHT = 400;

    private static final @Nullable LogEvent[] NONE = {};

    private final MemoryStream stream;
    private final long firstNumber;
    private @Nullable LogEvent[] events = NONE;
    private final AtomicInteger count = new AtomicInteger();
    private long eventBytes;

    Segment(MemoryStream stream, long firstNumber) {
        this.stream = stream;
        this.firstNumber = firstNumber;
    }

    MemoryStream stream() {
        return stream;
    }

    long eventBytes() {
        return eventBytes;
    }

    long weight() {
        return OWN_WEIGHT + eventBytes;
    }

    void add(LogEvent event) {
        int at = count.getPlain();
        if (at == 0) events = new LogEvent[SLOTS];
        events[at] = event;
        eventBytes += event.weight();
        count.setRelease(at + 1);
    }

    boolean isEmpty() {
        return count.getPlain() == 0;
    }

    boolean isFull(long bytes) {
        return count.getPlain() == SLOTS || eventBytes >= bytes;
    }

    /// Keeps only as many slots as there are events; called under the group's monitor, when no more will come.
    void trim() {
        events = Arrays.copyOf(events, count.getPlain());
    }

    LogEvent last() {
        return Objects.requireNonNull(events[count.get() - 1]);
    }

    void addTo(List<NumberedEvent> all, long since) {
        int there = count.getAcquire();
        for (int i = 0; i < there; i++) {
            var event = events[i];
            if (event != null && event.timestampMillis() >= since) all.add(new NumberedEvent(firstNumber + i, event));
        }
    }
}
