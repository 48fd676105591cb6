package dev.samovar.core.governor;

import java.util.concurrent.atomic.AtomicLong;

/// A continuous rate with a burst: the generic cell rate algorithm in one word.
///
/// The word is the time at which the bucket will be empty again. A request moves it on by one interval and
/// passes if it then lies no further ahead than the window. Unused allowance does not accrue beyond one window:
/// after a quiet time a whole window's requests may come at once, while others follow as allowance comes back.
final class Rate {
    private final AtomicLong emptyAt;

    Rate(long now) {
        emptyAt = new AtomicLong(now);
    }

    /// Takes one of `perWindow` requests that a window of `windowNanos` allows.
    boolean tryTake(long now, long perWindow, long windowNanos) {
        if (perWindow <= 0) return false;
        long interval = Math.max(1, windowNanos / perWindow);
        while (true) {
            long before = emptyAt.get();
            long after = Math.max(before - now, 0) + interval;
            if (after > windowNanos) return false;
            if (emptyAt.compareAndSet(before, now + after)) return true;
        }
    }
}
