package dev.samovar.core.seam;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// An alarm that is a daemon thread, asleep until its time.
///
/// Asking for a time that is not earlier than the one set costs one read, which is what makes it fit for every
/// invocation: deadlines mostly come in order.
final class ThreadAlarm implements Alarm, Runnable {
    private static final long AGAIN_NANOS = 10_000_000;

    private final LongSupplier ticker;
    private final LongSupplier onWake;
    private final Thread thread;
    private final Object lock = new Object();
    private volatile long next = Long.MAX_VALUE;
    private volatile boolean closed;

    ThreadAlarm(String name, LongSupplier ticker, LongSupplier onWake) {
        this.ticker = ticker;
        this.onWake = onWake;
        thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void wakeAt(long nanos) {
        if (nanos >= next) return;
        synchronized (lock) {
            if (nanos >= next) return;
            next = nanos;
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!closed) {
            long wait = next - ticker.getAsLong();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
                if (Thread.interrupted() && closed) return;
                continue;
            }
            synchronized (lock) {
                next = Long.MAX_VALUE;
            }
            wakeAt(round());
        }
    }

    /// Everybody's deadlines hang on this thread: an exhausted heap must not end it.
    private long round() {
        try {
            return onWake.getAsLong();
        } catch (OutOfMemoryError e) {
            return ticker.getAsLong() + AGAIN_NANOS;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
