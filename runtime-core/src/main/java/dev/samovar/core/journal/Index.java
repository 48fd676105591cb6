package dev.samovar.core.journal;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which keys there are, and where their values stand. Not safe for use by several threads.
final class Index {
    /// About what a change takes in a file beside its key and value.
    private static final int OVERHEAD = 16;

    private final TreeMap<String, Slot> slots = new TreeMap<>();
    private final Contents contents;
    private long live;

    Index(Contents contents) {
        this.contents = contents;
    }

    void put(String key, Slot slot) {
        contents.refer(slot.contents());
        live += sizeOf(key, slot);
        forget(key, slots.put(key, slot));
    }

    void remove(String key) {
        forget(key, slots.remove(key));
    }

    private void forget(String key, @Nullable Slot before) {
        if (before == null) return;
        live -= sizeOf(key, before);
        contents.unrefer(before.contents());
    }

    private static long sizeOf(String key, Slot slot) {
        return OVERHEAD + key.length() + (long) slot.length();
    }

    /// How many bytes of files are not superseded, about.
    long live() {
        return live;
    }

    /// In the order of keys.
    Set<Map.Entry<String, Slot>> entries() {
        return slots.entrySet();
    }

    /// Hears of the changes in a file.
    Frames.Reader reading(String file) {
        return new Frames.Reader() {
            @Override
            public void change(String key, long position, int length, Set<String> referred) {
                if (length < 0) remove(key);
                else put(key, new Slot(file, position, length, referred));
            }

            @Override
            public void mark() {
                // It says that a snapshot is whole, which whoever reads one asks for.
            }
        };
    }
}
