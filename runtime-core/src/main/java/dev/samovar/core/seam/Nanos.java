package dev.samovar.core.seam;

import java.time.Duration;

/// Durations as ticks, which are nanoseconds. What is longer than a century is a century.
public final class Nanos {
    private static final Duration CENTURY = Duration.ofDays(36_525);

    private Nanos() {}

    /// The ticks of a duration; they can be added to a time without an overflow.
    public static long of(Duration duration) {
        return duration.compareTo(CENTURY) > 0 ? CENTURY.toNanos() : duration.toNanos();
    }
}
