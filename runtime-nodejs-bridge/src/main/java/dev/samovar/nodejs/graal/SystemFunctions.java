package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.IntSupplier;

/// The machine as a function sees it: as large as its memory setting says, and its own.
final class SystemFunctions {
    private static final long MEBI = 1024 * 1024;
    private static final int FULL_CORE_MB = 1769;

    private SystemFunctions() {}

    static void addTo(Map<String, HostFunction> functions, IntSupplier memoryMb) {
        long begun = System.nanoTime();
        functions.put("hostname", (_, _) -> Guest.text("169.254.100.1"));
        functions.put("uptime", (_, _) -> (System.nanoTime() - begun) / 1e9);
        functions.put("memoryLimit", (_, _) -> (double) (memoryMb.getAsInt() * MEBI));
        functions.put("memoryFree", (_, _) -> (double) Math.max(0, memoryMb.getAsInt() * MEBI - used()));
        functions.put("rss", (_, _) -> (double) used());
        // A function has two cores below, and one more for each 1769 MB above.
        functions.put("parallelism", (_, _) -> Math.clamp(1 + memoryMb.getAsInt() / FULL_CORE_MB, 2, 6));
        functions.put(
                "memoryUsage", (_, a) -> fill(a[0], (double) used(), (double) committed(), (double) used(), 0, 0));
        functions.put("cpuUsage", (_, a) -> {
            var threads = ManagementFactory.getThreadMXBean();
            double user = threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadUserTime() / 1e3 : 0;
            double all = threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() / 1e3 : 0;
            return fill(a[0], Math.max(0, user), Math.max(0, all - user));
        });
    }

    /// What the whole JVM has in use: one context's part is not known.
    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long committed() {
        return Runtime.getRuntime().totalMemory();
    }

    private static Object fill(Object target, double... values) {
        for (int i = 0; i < values.length; i++) JSObject.set((JSDynamicObject) target, i, (Object) values[i]);
        return Undefined.instance;
    }
}
