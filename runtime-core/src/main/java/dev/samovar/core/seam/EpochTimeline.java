package dev.samovar.core.seam;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Turns ticks into milliseconds since 1970, so that an invocation reads one clock only.
///
/// The two clocks drift apart when the time of day is set or the machine slept, so whoever wakes now and
/// then calls [#align].
public final class EpochTimeline {
    private final InstantSource clock;
    private final LongSupplier ticker;
    private volatile long originMillis;

    public EpochTimeline(InstantSource clock, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
        align();
    }

    /// Reads both clocks and holds them together again.
    public void align() {
        originMillis = clock.millis() - ticker.getAsLong() / 1_000_000;
    }

    /// The time of day of a tick, in milliseconds since 1970.
    public long millisAt(long nanos) {
        return originMillis + nanos / 1_000_000;
    }
}
