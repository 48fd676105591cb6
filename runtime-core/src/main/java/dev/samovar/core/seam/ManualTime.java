package dev.samovar.core.seam;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A clock that stands still until it is moved: deadlines, idle times and rates of a runtime pass when a test says
/// so, while its functions run on real threads.
///
/// Safe for use by several threads.
public final class ManualTime {
    private final List<ManualAlarm> alarms = new CopyOnWriteArrayList<>();
    private final Instant begin;
    private final Object moving = new Object();
    private volatile long nanos = Duration.ofDays(1).toNanos();

    /// @param begin the time of day that it shows first
    public ManualTime(Instant begin) {
        this.begin = begin.minusNanos(nanos);
    }

    /// The real world with this clock in it.
    public Seams seams() {
        var real = Seams.real();
        return new Seams(
                this::now,
                () -> nanos,
                real.draws(),
                real.ids(),
                real.threads(),
                (name, onWake) -> new ManualAlarm(onWake),
                real.background());
    }

    /// The time of day.
    public Instant now() {
        return begin.plusNanos(nanos);
    }

    /// Moves on, and has everything that is due on the way happen in its order before this returns.
    ///
    /// @throws IllegalArgumentException if the time is negative
    public void advance(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("time does not go back: " + time);
        synchronized (moving) {
            long until = nanos + time.toNanos();
            for (var due = earliest(until); due != null; due = earliest(until)) {
                nanos = Math.max(nanos, due.next);
                due.wake();
            }
            nanos = until;
        }
    }

    private @Nullable ManualAlarm earliest(long until) {
        ManualAlarm earliest = null;
        for (var alarm : new ArrayList<>(alarms))
            if (alarm.next <= until && (earliest == null || alarm.next < earliest.next)) earliest = alarm;
        return earliest;
    }

    private final class ManualAlarm implements Alarm {
        private final LongSupplier onWake;
        private volatile long next = Long.MAX_VALUE;

        ManualAlarm(LongSupplier onWake) {
            this.onWake = onWake;
            alarms.add(this);
        }

        @Override
        public synchronized void wakeAt(long at) {
            next = Math.min(next, at);
        }

        private void wake() {
            synchronized (this) {
                next = Long.MAX_VALUE;
            }
            wakeAt(onWake.getAsLong());
        }

        @Override
        public void close() {
            alarms.remove(this);
        }
    }
}
