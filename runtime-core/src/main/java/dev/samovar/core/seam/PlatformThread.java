package dev.samovar.core.seam;

import dev.samovar.spi.EnvironmentGroup;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A platform thread with a mailbox for one task. Between tasks it looks for the next one for a
/// moment, then parks.
final class PlatformThread implements EnvironmentThread, Runnable {
    /// The task that ends the thread.
    private enum Close implements Runnable {
        NOW;

        @Override
        public void run() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(PlatformThread.class);
    private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

    private final AtomicReference<@Nullable Runnable> mailbox = new AtomicReference<>();
    private final Thread thread;

    PlatformThread(String name, long stackBytes) {
        thread = new Thread(new EnvironmentGroup(name), this, name, stackBytes);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        while (!mailbox.compareAndSet(null, task)) {
            if (mailbox.get() instanceof Close) return;
            Thread.onSpinWait();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        execute(Close.NOW);
    }

    @Override
    public void run() {
        while (true) {
            var task = next();
            if (task instanceof Close) return;
            mailbox.compareAndSet(task, null);
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("a task of {} failed; its thread goes on", thread.getName(), e);
            }
            clearInterrupt();
        }
    }

    private Runnable next() {
        for (int looks = 0; ; looks++) {
            var task = mailbox.get();
            if (task != null) return task;
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                clearInterrupt();
            }
        }
    }

    /// A handler's interrupt ends with the handler.
    private static void clearInterrupt() {
        var _ = Thread.interrupted();
    }
}
