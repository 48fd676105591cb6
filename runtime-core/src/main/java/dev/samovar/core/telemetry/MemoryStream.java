package dev.samovar.core.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One stream of a log store in memory, guarded by its group.
final class MemoryStream {
    final MemoryGroup group;
    final String name;
    final long createdMillis;
    final ArrayDeque<Segment> kept = new ArrayDeque<>();
    final List<MemoryWriter> writers = new ArrayList<>();

    /// Whether it stays without an event.
    boolean lasting;

    /// Read by writers without the monitor.
    volatile boolean deleted;

    private long next;

    MemoryStream(MemoryGroup group, String name, long createdMillis) {
        this.group = group;
        this.name = name;
        this.createdMillis = createdMillis;
    }

    /// An empty segment, whose numbers are its own.
    Segment nextSegment(int slots) {
        var segment = new Segment(this, next);
        next += slots;
        return segment;
    }

    boolean isGone() {
        return !lasting && writers.isEmpty() && kept.isEmpty();
    }
}
