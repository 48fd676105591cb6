package dev.samovar.core.async;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The events of one function: those whose turn it is, in their order, and those that wait for a time. Not safe
/// for use by several threads.
final class FunctionQueue {
    private record Later(long at, QueuedEvent event) {}

    private final Deque<QueuedEvent> ready = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::at));
    private int throttles;
    private long pausedUntil = Long.MIN_VALUE;

    void add(QueuedEvent event) {
        ready.add(event);
    }

    void addLater(QueuedEvent event, long at) {
        later.add(new Later(at, event));
    }

    /// An event was refused for want of concurrency: it is the next again, and all wait a little.
    void pause(QueuedEvent event, long now) {
        ready.addFirst(event);
        pausedUntil = now + Rules.delayOfThrottle(++throttles);
    }

    /// One of its events got through: there is room.
    void resume() {
        throttles = 0;
        pausedUntil = Long.MIN_VALUE;
    }

    /// The event whose turn it is, or null.
    @Nullable
    QueuedEvent next(long now) {
        while (!later.isEmpty() && later.peek().at() <= now)
            ready.add(later.remove().event());
        return now < pausedUntil ? null : ready.poll();
    }

    /// When there may be a turn, if nothing happens until then.
    long wakeAt() {
        var first = later.isEmpty() ? Long.MAX_VALUE : later.peek().at();
        return ready.isEmpty() ? first : Math.min(first, pausedUntil);
    }

    int size() {
        return ready.size() + later.size();
    }
}
