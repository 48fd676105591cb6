package dev.samovar.java;

import org.jspecify.annotations.Nullable;

/// Memory held back, so that a heap that a handler has filled leaves enough to answer the caller and end the
/// environment.
final class HeapReserve {
    private static final int SIZE = 1 << 20;

    private volatile byte @Nullable [] held;

    /// Holds memory back again, if there is some.
    void hold() {
        if (held != null) return;
        try {
            held = new byte[SIZE];
        } catch (OutOfMemoryError e) {
            held = null;
        }
    }

    /// Gives it up.
    void giveUp() {
        held = null;
    }
}
