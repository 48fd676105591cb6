package dev.samovar.process.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks, on one thread, at how much memory processes use and how much of the disk they hold, and ends those that take
/// more than they may.
///
/// A process is looked at again when it could have filled what it has left, and less and less often as long as
/// it uses as much as before and nobody says that it begins to work. So those that wait, as most do, cost next
/// to nothing.
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /// As much as a process can fill in a second.
    private static final long BYTES_PER_SECOND = 2L << 30;

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long begun = System.nanoTime();
    private final PriorityQueue<Watched> next = new PriorityQueue<>(Comparator.comparingLong(it -> it.at - begun));
    private @Nullable Thread thread;
    private boolean closed;

    /// A process that is watched, until it is closed.
    public final class Watched implements AutoCloseable {
        private final ProcessTree tree;
        private final long limit;
        private final Runnable onTooMuch;
        private volatile long most;
        private long at = System.nanoTime();
        private boolean gone;
        private long before;
        private volatile long quietNanos;
        private volatile @Nullable Storage storage;

        private Watched(ProcessTree tree, long limit, Runnable onTooMuch) {
            this.tree = tree;
            this.limit = limit;
            this.onTooMuch = onTooMuch;
        }

        /// The most bytes that were seen in use, and no more than the limit.
        public long most() {
            return Math.min(most, limit);
        }

        /// The bytes that it may use.
        public long limit() {
            return limit;
        }

        /// Limits what it holds in a directory, or has open and nowhere else on the same disk.
        ///
        /// @param bytes as many as it may hold
        /// @param onMore ends it; is told how many it holds, on a thread of its own and perhaps more than once
        /// @throws IOException if the disk does not tell how much is free
        public void limitStorage(Path directory, long bytes, LongConsumer onMore) throws IOException {
            storage = new Storage(tree, directory, bytes, onMore);
        }

        /// Looks once, and answers in how many nanoseconds to look again.
        private long look() {
            var kept = storage;
            if (kept != null) kept.look();
            long resident = tree.resident(limit);
            most = Math.max(most, resident);
            if (resident > limit) onTooMuch.run();
            quietNanos = resident > before ? 0 : Math.clamp(2 * quietNanos, SHORTEST_NANOS, LONGEST_NANOS);
            before = resident;
            double seconds = (double) Math.max(0, limit - resident) / BYTES_PER_SECOND;
            return Math.clamp(
                    Math.max(quietNanos, (long) (seconds * TimeUnit.SECONDS.toNanos(1))),
                    SHORTEST_NANOS,
                    LONGEST_NANOS);
        }

        /// It begins to work: it is looked at soon.
        public void begins() {
            lock.lock();
            try {
                quietNanos = 0;
                if (next.remove(this)) queue(this, SHORTEST_NANOS);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                gone = true;
                next.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }

    /// Begins to watch a process.
    ///
    /// @param limit the bytes it may use with all that descend from it
    /// @param onTooMuch ends it; called on the watch's thread, perhaps more than once
    public Watched watch(ProcessTree tree, long limit, Runnable onTooMuch) {
        var watched = new Watched(tree, limit, onTooMuch);
        lock.lock();
        try {
            if (closed) return watched;
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("samovar-watch").start(this::work);
            }
            queue(watched, 0);
        } finally {
            lock.unlock();
        }
        return watched;
    }

    /// Under the lock: it is looked at in so many nanoseconds.
    private void queue(Watched watched, long nanos) {
        watched.at = System.nanoTime() + nanos;
        next.add(watched);
        changed.signal();
    }

    private void work() {
        while (true) {
            var due = due();
            if (due == null) return;
            again(due, looked(due));
        }
    }

    /// Whatever goes wrong with one, the others are watched on.
    private static long looked(Watched due) {
        try {
            return due.look();
        } catch (RuntimeException e) {
            LOG.warn("the memory of a process could not be looked at", e);
            return LONGEST_NANOS;
        }
    }

    /// Takes the one to look at, waited for; null at the end.
    private @Nullable Watched due() {
        lock.lock();
        try {
            while (!closed) {
                var first = next.peek();
                long nanos = first == null ? LONGEST_NANOS : first.at - System.nanoTime();
                if (first != null && nanos <= 0) return next.poll();
                var _ = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Nobody has a reason to stop this thread but `close`.
        } finally {
            lock.unlock();
        }
        return null;
    }

    private void again(Watched seen, long nanos) {
        lock.lock();
        try {
            if (!seen.gone) queue(seen, nanos);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            next.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
