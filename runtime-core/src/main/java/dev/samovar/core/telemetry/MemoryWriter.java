package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An end of a stream of a log store in memory. What it appends meets neither other streams nor the oldest
/// events of its group before a segment is full.
final class MemoryWriter implements LogStream {
    private final MemoryLogStore store;
    private final String group;
    private final String stream;
    private @Nullable MemoryStream target;
    private @Nullable Segment filling;

    MemoryWriter(MemoryLogStore store, String group, String stream) {
        this.store = store;
        this.group = group;
        this.stream = stream;
    }

    String group() {
        return group;
    }

    String stream() {
        return stream;
    }

    /// Called under the group's monitor.
    void appendTo(MemoryStream to, Segment segment) {
        target = to;
        filling = segment;
    }

    Segment filling() {
        return Objects.requireNonNull(filling);
    }

    private MemoryStream target() {
        return Objects.requireNonNull(target);
    }

    @Override
    public void append(LogEvent event) {
        if (target().deleted) store.open(this);
        var segment = filling();
        segment.add(event);
        var to = target();
        if (!segment.isFull(to.group.segmentBytes())) return;
        to.group.keep(this, to, segment);
        store.trim();
    }

    @Override
    public void close() {
        var to = target();
        to.group.close(this, to, filling());
        store.trim();
    }
}
