package dev.samovar.nodejs.graal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Ends invocations that allocate more than they may. Without a cap it costs nothing.
final class AllocationWatch implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PERIOD_NANOS = 1_000_000;

    /// One invocation that is watched.
    ///
    /// @param limit what its thread will have allocated when it has allocated too much
    /// @param onExcess ends it; called once or more, by the watch's thread
    private record Watched(long threadId, long limit, Runnable onExcess) {}

    private final long cap;
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private boolean started;

    /// @param cap the most bytes that an invocation may allocate
    AllocationWatch(long cap) {
        this.cap = cap;
    }

    /// Watches the current thread until what it answers is run.
    Runnable watch(Runnable onExcess) {
        if (cap == Long.MAX_VALUE) return () -> {};
        start();
        var watched = new Watched(Thread.currentThread().threadId(), ThreadUse.allocatedBytes() + cap, onExcess);
        all.add(watched);
        return () -> all.remove(watched);
    }

    private synchronized void start() {
        if (started) return;
        started = true;
        Thread.ofPlatform().daemon().name("samovar-allocation-watch").start(this::run);
    }

    private void run() {
        while (!closed) {
            for (var watched : all)
                if (THREADS.getThreadAllocatedBytes(watched.threadId) > watched.limit) watched.onExcess.run();
            LockSupport.parkNanos(this, PERIOD_NANOS);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
