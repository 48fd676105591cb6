package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogGroup;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStream;
import dev.samovar.spi.NumberedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A log store in memory, in which each group keeps its newest events up to a size. All groups together take a
/// quarter of the heap at most: those that keep more than their share then forget their oldest. Of very many
/// groups the oldest go that nobody writes to.
public final class MemoryLogStore implements LogStore {
    private static final int MOST_GROUPS = 10_000;

    /// The part of the heap that all groups may take.
    private static final int HEAP_PART = 4;

    private final ConcurrentHashMap<String, MemoryGroup> groups = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long bytesPerGroup;
    private final long mostBytes;
    private final int mostGroups;
    private final InstantSource clock;

    /// @param bytesPerGroup about how many bytes a group takes, what keeps its events counted in
    public MemoryLogStore(long bytesPerGroup, InstantSource clock) {
        this(bytesPerGroup, Runtime.getRuntime().maxMemory() / HEAP_PART, MOST_GROUPS, clock);
    }

    MemoryLogStore(long bytesPerGroup, long mostBytes, int mostGroups, InstantSource clock) {
        if (bytesPerGroup < 0) throw new IllegalArgumentException("a group's size is at least 0, not " + bytesPerGroup);
        this.bytesPerGroup = bytesPerGroup;
        this.mostBytes = mostBytes;
        this.mostGroups = mostGroups;
        this.clock = clock;
    }

    @Override
    public LogStream stream(String group, String stream) {
        groups.values().forEach(MemoryGroup::expire);
        var writer = new MemoryWriter(this, group, stream);
        open(writer);
        return writer;
    }

    /// Has a writer append to the stream of its name.
    void open(MemoryWriter writer) {
        boolean opened;
        do opened = groupOf(writer.group()).open(writer);
        while (!opened);
    }

    /// Has every group keep no more than its share, if all of them keep too much.
    void trim() {
        if (bytes.get() <= mostBytes) return;
        long share = mostBytes / Math.max(1, groups.size());
        groups.values().forEach(group -> group.shrinkTo(share));
    }

    private MemoryGroup groupOf(String name) {
        var there = groups.get(name);
        return there == null ? made(name) : there;
    }

    private synchronized MemoryGroup made(String name) {
        var there = groups.get(name);
        if (there != null) return there;
        if (groups.size() >= mostGroups)
            groups.values().stream()
                    .filter(MemoryGroup::isQuiet)
                    .min(Comparator.comparingLong(MemoryGroup::createdMillis))
                    .ifPresent(oldest -> delete(oldest.name()));
        var made = new MemoryGroup(name, bytesPerGroup, bytes, clock);
        groups.put(name, made);
        return made;
    }

    @Override
    public synchronized Creation create(String group) {
        if (groups.containsKey(group)) return Creation.EXISTS;
        if (groups.size() >= mostGroups) return Creation.NO_ROOM;
        groups.put(group, new MemoryGroup(group, bytesPerGroup, bytes, clock));
        return Creation.CREATED;
    }

    @Override
    public Creation create(String group, String stream) {
        return groupOf(group).create(stream);
    }

    @Override
    public void put(String group, String stream, List<? extends LogEvent> events) {
        groupOf(group).put(stream, events);
        trim();
    }

    @Override
    public List<String> groups() {
        return groups.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<LogGroup> group(String group) {
        return Optional.ofNullable(groups.get(group)).map(MemoryGroup::described);
    }

    @Override
    public List<String> streams(String group) {
        var found = groups.get(group);
        return found == null ? List.of() : found.names();
    }

    @Override
    public OptionalLong createdMillis(String group, String stream) {
        var found = groups.get(group);
        return found == null ? OptionalLong.empty() : found.createdMillis(stream);
    }

    @Override
    public List<NumberedEvent> numbered(String group, String stream) {
        var found = groups.get(group);
        return found == null ? List.of() : found.events(stream);
    }

    @Override
    public void retention(String group, @Nullable Duration age) {
        groupOf(group).retention(age);
    }

    @Override
    public void tags(String group, Map<String, String> tags) {
        var found = groups.get(group);
        if (found != null) found.tags(tags);
    }

    @Override
    public void delete(String group) {
        var found = groups.remove(group);
        if (found != null) found.delete();
    }

    @Override
    public void delete(String group, String stream) {
        var found = groups.get(group);
        if (found != null) found.delete(stream);
    }

    @Override
    public void close() {
        groups.clear();
    }
}
