package dev.samovar.nodejs.graal;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The reading of one socket: a read at a time, while somebody wants it. What came when nobody did is kept for
/// who asks next.
///
/// All methods but [#end] are called by the loop's thread.
final class Reading {
    /// What a read brought: bytes, or none at the end, or an error's name.
    record Read(@Nullable ByteBuffer bytes, @Nullable String failure) {}

    /// Reads into a buffer; tells once what came, on any thread.
    @FunctionalInterface
    interface Source {
        void read(ByteBuffer into, Consumer<Read> told);
    }

    private static final int CHUNK = 65536;

    private final Loop loop;
    private @Nullable Source source;
    private @Nullable Consumer<Read> reader;
    private @Nullable Read held;
    private boolean reading;
    private volatile boolean ended;

    Reading(Loop loop) {
        this.loop = loop;
    }

    /// Reads from now on, until told to stop.
    void start(@Nullable Source from, Consumer<Read> to) {
        source = from;
        reader = to;
        var there = held;
        if (there == null) {
            more();
        } else {
            held = null;
            loop.post(() -> tell(there));
        }
    }

    void stop() {
        reader = null;
    }

    /// Nothing is told any more.
    void end() {
        ended = true;
    }

    private void more() {
        var from = source;
        if (reading || ended || from == null || reader == null) return;
        reading = true;
        from.read(
                ByteBuffer.allocate(CHUNK),
                read -> loop.post(() -> {
                    reading = false;
                    tell(read);
                }));
    }

    private void tell(Read read) {
        var to = reader;
        if (ended) return;
        if (to == null) {
            held = read;
            return;
        }
        to.accept(read);
        if (read.bytes() != null) more();
    }

    /// What a read of so many bytes brought; below 0 is the end.
    static Read of(int count, ByteBuffer buffer) {
        return new Read(count < 0 ? null : buffer.flip(), null);
    }

    static Read failed(String name) {
        return new Read(null, name);
    }
}
