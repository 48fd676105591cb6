package dev.samovar.nodejs.graal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Ends invocations and initialisations that allocate more than they may.
final class AllocationWatch implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PERIOD_NANOS = 1_000_000;

    /// What is watched on one thread.
    ///
    /// It ends in time or it exceeds its cap, whichever comes first.
    final class Watched {
        private enum Outcome {
            OPEN,
            IN_TIME,
            EXCEEDED
        }

        private final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.OPEN);
        private final Thread thread = Thread.currentThread();
        private final long limit;
        private final Runnable onExcess;

        private Watched(long limit, Runnable onExcess) {
            this.limit = limit;
            this.onExcess = onExcess;
        }

        private void look() {
            if (THREADS.getThreadAllocatedBytes(thread.threadId()) > limit
                    && outcome.compareAndSet(Outcome.OPEN, Outcome.EXCEEDED))
                // What ends it may wait for it, and the others are watched meanwhile.
                Thread.ofPlatform().daemon().name("samovar-allocation-kill").start(onExcess);
        }

        /// It is over: nothing ends it any more, unless that has begun.
        void end() {
            if (this == unlimited) return;
            all.remove(this);
            outcome.compareAndSet(Outcome.OPEN, Outcome.IN_TIME);
        }

        /// Whether it was found beyond its cap. Does not change any more once it has ended.
        boolean exceeded() {
            return outcome.get() == Outcome.EXCEEDED;
        }
    }

    private final long cap;
    private final Watched unlimited = new Watched(Long.MAX_VALUE, () -> {});
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private boolean started;

    /// @param cap the most bytes that each may allocate
    AllocationWatch(long cap) {
        this.cap = cap;
    }

    /// Watches the current thread until it is told that what runs there is over.
    ///
    /// @param allocated what the thread has allocated so far
    /// @param onExcess ends it; called once, on a thread of its own
    Watched watch(long allocated, Runnable onExcess) {
        if (cap > Long.MAX_VALUE - allocated) return unlimited;
        var watched = new Watched(allocated + cap, onExcess);
        start();
        all.add(watched);
        return watched;
    }

    private synchronized void start() {
        if (started) return;
        started = true;
        Thread.ofPlatform().daemon().name("samovar-allocation-watch").start(this::run);
    }

    private void run() {
        while (!closed) {
            all.forEach(Watched::look);
            LockSupport.parkNanos(this, PERIOD_NANOS);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
