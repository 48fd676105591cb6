package dev.samovar.java;

import org.jspecify.annotations.Nullable;

/// Memory held back, so that a heap that a handler has filled leaves enough to answer the caller and end the
/// environment: a JVM that reports an error for the first time loads classes to do so.
final class HeapReserve {
    private static final int SIZE = 4 << 20;

    /// Resolved now: where it is asked for, the heap may be too full to resolve anything.
    private static final Class<?> EXHAUSTED = OutOfMemoryError.class;

    private volatile byte @Nullable [] held;

    /// Holds memory back, if there is some.
    void hold() {
        if (held != null) return;
        try {
            held = new byte[SIZE];
        } catch (OutOfMemoryError e) {
            held = null;
        }
    }

    /// Gives it up if this error says that the heap is exhausted.
    void giveUpAfter(Throwable error) {
        if (EXHAUSTED.isInstance(error)) held = null;
    }
}
