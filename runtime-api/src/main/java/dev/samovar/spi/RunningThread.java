package dev.samovar.spi;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The thread that is inside an instance's code, for [Instance#kill] to interrupt.
///
/// Nothing of an interrupt outlasts the code: the thread serves other code next, or is a caller's own. One
/// that came before the code is kept from it and given back after it.
public final class RunningThread {
    /// Stands in the place of a thread while that is being interrupted.
    private static final Thread BEING_INTERRUPTED = new Thread(() -> {});

    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    private boolean interruptedBefore;

    /// Nobody is inside yet.
    public RunningThread() {}

    /// The current thread enters the code.
    public void enter() {
        interruptedBefore = Thread.interrupted();
        inside.set(Thread.currentThread());
    }

    /// The current thread has left the code.
    public void leave() {
        var here = Thread.currentThread();
        while (!inside.compareAndSet(here, null)) Thread.onSpinWait();
        if (interruptedBefore) here.interrupt();
        else Thread.interrupted();
    }

    /// Interrupts the thread if it is inside.
    public void interrupt() {
        var thread = inside.get();
        if (thread == null || thread.equals(BEING_INTERRUPTED)) return;
        if (!inside.compareAndSet(thread, BEING_INTERRUPTED)) return;
        thread.interrupt();
        inside.set(thread);
    }
}
