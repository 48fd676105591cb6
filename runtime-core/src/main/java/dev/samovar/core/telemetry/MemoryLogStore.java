package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A log store in memory, in which each group keeps its newest events up to a size.
public final class MemoryLogStore implements LogStore {
    /// The least number of segments that a group is kept in, so that forgetting one forgets little.
    private static final int SEGMENTS = 64;

    private final ConcurrentHashMap<String, Group> groups = new ConcurrentHashMap<>();
    private final long bytesPerGroup;
    private final InstantSource clock;

    /// @param bytesPerGroup about how many bytes a group takes, what keeps its events counted in
    public MemoryLogStore(long bytesPerGroup, InstantSource clock) {
        if (bytesPerGroup < 0) throw new IllegalArgumentException("a group's size is at least 0, not " + bytesPerGroup);
        this.bytesPerGroup = bytesPerGroup;
        this.clock = clock;
    }

    @Override
    public LogStream stream(String group, String stream) {
        return groups.computeIfAbsent(group, _ -> new Group()).stream(stream);
    }

    @Override
    public List<String> groups() {
        return groups.keySet().stream().sorted().toList();
    }

    @Override
    public List<String> streams(String group) {
        var found = groups.get(group);
        return found == null ? List.of() : found.names();
    }

    @Override
    public List<LogEvent> events(String group, String stream) {
        var found = groups.get(group);
        return found == null ? List.of() : found.events(stream);
    }

    @Override
    public void retention(String group, @Nullable Duration age) {
        groups.computeIfAbsent(group, _ -> new Group()).retention(age);
    }

    @Override
    public void delete(String group) {
        groups.remove(group);
    }

    @Override
    public void close() {
        groups.clear();
    }

    /// One group. Its monitor guards which segments there are; what is in them is published by their count.
    private final class Group {
        private final Map<String, Stream> streams = new LinkedHashMap<>();
        private final ArrayDeque<Segment> oldestFirst = new ArrayDeque<>();
        private long size;
        private @Nullable Duration retention;

        synchronized LogStream stream(String name) {
            var stream = streams.computeIfAbsent(name, _ -> new Stream(this, name));
            stream.open = true;
            return stream;
        }

        synchronized void keep(Segment segment) {
            segment.stream.kept.addLast(segment);
            segment.stream.filling = new Segment(segment.stream);
            oldestFirst.addLast(segment);
            size += segment.weight;
            while (size > bytesPerGroup || isPastRetention(oldestFirst.peekFirst())) dropOldest();
        }

        synchronized void close(Stream stream) {
            stream.open = false;
            var last = stream.filling;
            if (!last.isEmpty()) {
                last.trim();
                keep(last);
            }
            forgetIfGone(stream);
        }

        private void forgetIfGone(Stream stream) {
            if (!stream.open && stream.kept.isEmpty()) streams.remove(stream.name, stream);
        }

        private boolean isPastRetention(@Nullable Segment segment) {
            return retention != null && segment != null && segment.last().timestampMillis() < keptSince();
        }

        private void dropOldest() {
            var oldest = oldestFirst.removeFirst();
            oldest.stream.kept.removeFirst();
            size -= oldest.weight;
            forgetIfGone(oldest.stream);
        }

        private long keptSince() {
            return retention == null ? Long.MIN_VALUE : clock.millis() - retention.toMillis();
        }

        synchronized List<String> names() {
            return List.copyOf(streams.keySet());
        }

        synchronized List<LogEvent> events(String name) {
            var all = new ArrayList<LogEvent>();
            var stream = streams.get(name);
            if (stream == null) return all;
            long since = keptSince();
            for (var segment : stream.kept) segment.addTo(all, since);
            stream.filling.addTo(all, since);
            return all;
        }

        synchronized void retention(@Nullable Duration age) {
            retention = age;
        }
    }

    /// One stream.
    private final class Stream implements LogStream {
        private final Group group;
        private final String name;
        private final ArrayDeque<Segment> kept = new ArrayDeque<>();
        private Segment filling = new Segment(this);
        private boolean open;

        Stream(Group group, String name) {
            this.group = group;
            this.name = name;
        }

        @Override
        public void append(LogEvent event) {
            filling.add(event);
            if (filling.isFull(bytesPerGroup / SEGMENTS)) group.keep(filling);
        }

        @Override
        public void close() {
            group.close(this);
        }
    }

    /// Some events of a stream that follow each other: what is kept and forgotten as one, so that an
    /// invocation's lines meet neither the group's other streams nor its oldest events.
    private static final class Segment {
        /// About how many bytes a segment takes beside its events.
        private static final int OWN_WEIGHT = 400;

        private static final int SLOTS = 64;
        private static final @Nullable LogEvent[] NONE = {};

        private final Stream stream;
        private @Nullable LogEvent[] events = NONE;
        private final AtomicInteger count = new AtomicInteger();
        private long weight = OWN_WEIGHT;

        Segment(Stream stream) {
            this.stream = stream;
        }

        void add(LogEvent event) {
            int at = count.getPlain();
            if (at == 0) events = new LogEvent[SLOTS];
            events[at] = event;
            weight += event.weight();
            count.setRelease(at + 1);
        }

        boolean isEmpty() {
            return count.getPlain() == 0;
        }

        boolean isFull(long bytes) {
            return count.getPlain() == SLOTS || weight - OWN_WEIGHT >= bytes;
        }

        /// Keeps only as many slots as there are events; called under the group's monitor, when no
        /// more will come.
        void trim() {
            events = Arrays.copyOf(events, count.getPlain());
        }

        LogEvent last() {
            return Objects.requireNonNull(events[count.get() - 1]);
        }

        void addTo(List<LogEvent> all, long since) {
            int there = count.getAcquire();
            for (int i = 0; i < there; i++) {
                var event = events[i];
                if (event != null && event.timestampMillis() >= since) all.add(event);
            }
        }
    }
}
