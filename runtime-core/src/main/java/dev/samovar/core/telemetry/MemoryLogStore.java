package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A log store in memory, in which each group keeps its newest events up to a size.
public final class MemoryLogStore implements LogStore {
    private final ConcurrentHashMap<String, Group> groups = new ConcurrentHashMap<>();
    private final long bytesPerGroup;
    private final InstantSource clock;

    /// @param bytesPerGroup about how many bytes of events a group keeps
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

    /// One group. Its monitor guards everything in it.
    private final class Group {
        private final Map<String, ArrayDeque<LogEvent>> streams = new LinkedHashMap<>();
        private final ArrayDeque<ArrayDeque<LogEvent>> order = new ArrayDeque<>();
        private long size;
        private @Nullable Duration retention;

        synchronized LogStream stream(String name) {
            var events = streams.computeIfAbsent(name, _ -> new ArrayDeque<>());
            return event -> append(events, event);
        }

        private synchronized void append(ArrayDeque<LogEvent> events, LogEvent event) {
            events.addLast(event);
            order.addLast(events);
            size += event.weight();
            while (size > bytesPerGroup || isPastRetention()) dropOldest();
        }

        private boolean isPastRetention() {
            var oldest = order.peekFirst();
            return retention != null
                    && oldest != null
                    && oldest.getFirst().timestampMillis() < clock.millis() - retention.toMillis();
        }

        private void dropOldest() {
            size -= order.removeFirst().removeFirst().weight();
        }

        synchronized List<String> names() {
            return List.copyOf(streams.keySet());
        }

        synchronized List<LogEvent> events(String name) {
            while (isPastRetention()) dropOldest();
            return new ArrayList<>(streams.getOrDefault(name, new ArrayDeque<>()));
        }

        synchronized void retention(@Nullable Duration age) {
            retention = age;
        }
    }
}
