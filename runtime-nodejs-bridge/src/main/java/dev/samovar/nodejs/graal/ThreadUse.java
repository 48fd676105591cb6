package dev.samovar.nodejs.graal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// How much the current thread has used so far. A virtual thread accounts nothing.
final class ThreadUse {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final boolean MEASURES_CPU = THREADS.isCurrentThreadCpuTimeSupported();

    private ThreadUse() {}

    static long allocatedBytes() {
        return Math.max(0, THREADS.getCurrentThreadAllocatedBytes());
    }

    static long cpuNanos() {
        return MEASURES_CPU && !Thread.currentThread().isVirtual() ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
