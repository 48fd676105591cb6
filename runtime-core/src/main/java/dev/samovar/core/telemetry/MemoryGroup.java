package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogGroup;
import dev.samovar.spi.LogStore.Creation;
import dev.samovar.spi.NumberedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One group of a log store in memory. Its monitor guards which streams and segments there are; what is in a
/// segment is published by its count.
final class MemoryGroup {
    /// The least number of segments that a group is kept in, so that forgetting one forgets little.
    private static final int SEGMENTS = 64;

    /// The most streams that stay without an event.
    private static final int MOST_LASTING = 10_000;

    private final String name;
    private final long bytes;
    private final AtomicLong allBytes;
    private final InstantSource clock;
    private final long createdMillis;
    private final Map<String, MemoryStream> streams = new LinkedHashMap<>();
    private final ArrayDeque<Segment> oldestFirst = new ArrayDeque<>();
    private long size;
    private int lasting;
    private @Nullable Duration retention;
    private Map<String, String> tags = Map.of();
    private boolean deleted;

    /// @param bytes the most that it keeps
    /// @param allBytes what all groups of the store keep
    MemoryGroup(String name, long bytes, AtomicLong allBytes, InstantSource clock) {
        this.name = name;
        this.bytes = bytes;
        this.allBytes = allBytes;
        this.clock = clock;
        this.createdMillis = clock.millis();
    }

    String name() {
        return name;
    }

    long createdMillis() {
        return createdMillis;
    }

    /// The size from which a segment is full.
    long segmentBytes() {
        return bytes / SEGMENTS;
    }

    /// False if the group is deleted meanwhile.
    synchronized boolean open(MemoryWriter writer) {
        if (deleted) return false;
        var stream = stream(writer.stream());
        stream.writers.add(writer);
        writer.appendTo(stream, stream.nextSegment(Segment.SLOTS));
        return true;
    }

    private MemoryStream stream(String stream) {
        return streams.computeIfAbsent(stream, _ -> new MemoryStream(this, stream, clock.millis()));
    }

    synchronized Creation create(String stream) {
        if (streams.containsKey(stream)) return Creation.EXISTS;
        if (lasting >= MOST_LASTING) return Creation.NO_ROOM;
        stream(stream).lasting = true;
        lasting++;
        return Creation.CREATED;
    }

    synchronized void put(String stream, List<? extends LogEvent> events) {
        for (int from = 0; from < events.size(); from += Segment.SLOTS) {
            var part = events.subList(from, Math.min(events.size(), from + Segment.SLOTS));
            var segment = stream(stream).nextSegment(part.size());
            part.forEach(segment::add);
            segment.trim();
            keep(segment);
        }
    }

    /// What a writer has filled is kept, and it goes on with an empty segment.
    synchronized void keep(MemoryWriter writer, MemoryStream stream, Segment filled) {
        if (stream.deleted) return;
        keep(filled);
        writer.appendTo(stream, stream.nextSegment(Segment.SLOTS));
    }

    private void keep(Segment segment) {
        segment.stream().kept.addLast(segment);
        oldestFirst.addLast(segment);
        count(segment.weight());
        while (size > bytes || isPastRetention(oldestFirst.peekFirst())) drop(oldestFirst.removeFirst());
    }

    private void count(long more) {
        size += more;
        allBytes.addAndGet(more);
    }

    /// Forgets the oldest until no more is kept than that.
    synchronized void shrinkTo(long most) {
        while (size > most) drop(oldestFirst.removeFirst());
    }

    synchronized void close(MemoryWriter writer, MemoryStream stream, Segment last) {
        if (stream.deleted || !stream.writers.remove(writer)) return;
        if (!last.isEmpty()) {
            last.trim();
            keep(last);
        }
        forgetIfGone(stream);
    }

    private void drop(Segment segment) {
        segment.stream().kept.remove(segment);
        count(-segment.weight());
        forgetIfGone(segment.stream());
    }

    private void forgetIfGone(MemoryStream stream) {
        if (stream.isGone()) streams.remove(stream.name, stream);
    }

    /// Forgets what is past the retention.
    synchronized void expire() {
        if (retention == null) return;
        var all = oldestFirst.iterator();
        while (all.hasNext()) {
            var segment = all.next();
            if (!isPastRetention(segment)) continue;
            all.remove();
            drop(segment);
        }
    }

    private boolean isPastRetention(@Nullable Segment segment) {
        return retention != null && segment != null && segment.last().timestampMillis() < keptSince();
    }

    private long keptSince() {
        return retention == null ? Long.MIN_VALUE : clock.millis() - retention.toMillis();
    }

    synchronized List<String> names() {
        expire();
        return List.copyOf(streams.keySet());
    }

    synchronized OptionalLong createdMillis(String stream) {
        var found = streams.get(stream);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.createdMillis);
    }

    synchronized List<NumberedEvent> events(String stream) {
        expire();
        var all = new ArrayList<NumberedEvent>();
        var found = streams.get(stream);
        if (found == null) return all;
        long since = keptSince();
        for (var segment : found.kept) segment.addTo(all, since);
        for (var writer : found.writers) writer.filling().addTo(all, since);
        return all;
    }

    synchronized LogGroup described() {
        expire();
        long filling = streams.values().stream()
                .flatMap(stream -> stream.writers.stream())
                .mapToLong(writer -> writer.filling().eventBytes())
                .sum();
        long kept = oldestFirst.stream().mapToLong(Segment::eventBytes).sum();
        return new LogGroup(name, createdMillis, retention, tags, kept + filling);
    }

    /// Whether nobody writes to any of its streams.
    synchronized boolean isQuiet() {
        return streams.values().stream().allMatch(stream -> stream.writers.isEmpty());
    }

    synchronized void retention(@Nullable Duration age) {
        retention = age;
        expire();
    }

    synchronized void tags(Map<String, String> all) {
        tags = Map.copyOf(all);
    }

    synchronized void delete(String stream) {
        var found = streams.remove(stream);
        if (found == null) return;
        found.deleted = true;
        if (found.lasting) lasting--;
        found.kept.forEach(segment -> count(-segment.weight()));
        oldestFirst.removeIf(segment -> segment.stream() == found);
    }

    synchronized void delete() {
        deleted = true;
        count(-size);
        streams.values().forEach(stream -> stream.deleted = true);
    }
}
