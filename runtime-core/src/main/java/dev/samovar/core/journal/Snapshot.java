package dev.samovar.core.journal;

import dev.samovar.spi.Store.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A snapshot while it is written. Its last frame is empty: without it, it is not whole.
final class Snapshot {
    private final Disk.DiskFile file;
    private final String name;
    private final Map<String, Slot> slots = new HashMap<>();
    private long offset;

    Snapshot(Disk.DiskFile file, String name) {
        this.file = file;
        this.name = name;
    }

    void add(Change change) throws IOException {
        append(Frames.encode(List.of(change)));
    }

    private void append(ByteBuffer frame) throws IOException {
        file.write(frame.duplicate(), offset);
        Frames.decode(frame.duplicate().position(Frames.HEADER), offset, new Frames.Reader() {
            @Override
            public void change(String key, long position, int length, Set<String> contents) {
                slots.put(key, new Slot(name, position, length, contents));
            }

            @Override
            public void mark() {
                // This is the one that makes it whole.
            }
        });
        offset += frame.limit();
    }

    /// Makes it durable; answers where everything stands in it.
    Map<String, Slot> end() throws IOException {
        append(Frames.encode(List.of()));
        file.force();
        return slots;
    }
}
