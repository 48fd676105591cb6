package dev.samovar.nodejs.graal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// How much a thread has allocated.
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// The bytes that the current thread allocated so far, or 0 on a virtual thread, which accounts none.
    static long ofCurrentThread() {
        return Math.max(0, THREADS.getCurrentThreadAllocatedBytes());
    }
}
