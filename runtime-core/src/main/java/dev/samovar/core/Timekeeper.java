package dev.samovar.core;

import dev.samovar.core.pool.Pool;
import dev.samovar.core.seam.EpochTimeline;
import dev.samovar.core.seam.Nanos;
import dev.samovar.core.seam.Seams;

/// The time of an engine: its ticks, the time of day they mean, and the watch over its deadlines.
final class Timekeeper {
    private final Seams seams;
    private final EpochTimeline timeline;
    private final Pool pool;
    private final long killGraceNanos;
    private final boolean deadlinesPaused;

    Timekeeper(EngineOptions options, EpochTimeline timeline, Pool pool) {
        this.seams = options.seams();
        this.timeline = timeline;
        this.pool = pool;
        this.killGraceNanos = Nanos.of(options.killGrace());
        this.deadlinesPaused = options.deadlinesPaused();
    }

    /// The time in ticks, which are nanoseconds.
    long now() {
        return seams.ticker().getAsLong();
    }

    /// The time of day of a tick, in milliseconds since 1970.
    long millisAt(long nanos) {
        return timeline.millisAt(nanos);
    }

    /// Has the watch look again at this time, at the latest.
    void watch(long deadline) {
        pool.watch(deadline);
    }

    /// Runs what may be slow or blocked beside the watch, which all deadlines hang on.
    void besideTheWatch(Runnable task) {
        pool.background(task);
    }

    /// How long a killed instance may take to come back.
    long killGraceNanos() {
        return killGraceNanos;
    }

    /// Whether deadlines do not count, because someone debugs.
    boolean deadlinesPaused() {
        return deadlinesPaused;
    }
}
