package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Map;

/// What a guest asks of its process: where it is, what it prints, how it ends.
final class ProcessFunctions {
    private ProcessFunctions() {}

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    /// What `process.pid` says.
    private static final int PID = 8;

    static void addTo(Map<String, HostFunction> functions, Surroundings surroundings) {
        long started = System.nanoTime();
        functions.put("cwd", (_, _) -> Guest.text("/var/task"));
        functions.put(
                "standardOutput", (_, a) -> output(surroundings, Bytes.of(a[0]).copy()));
        functions.put("standardError", (_, a) -> output(surroundings, Utf8Text.encode(Guest.string(a[0]))));
        functions.put("hostname", (_, _) -> Guest.text("localhost"));
        functions.put("memoryLimit", (_, _) -> surroundings.memoryBytes());
        functions.put("heapUsed", (_, _) -> heapUsed());
        functions.put("rss", (_, _) -> heapUsed());
        functions.put("memoryUsage", (_, a) -> {
            for (int i = 0; i < 5; i++)
                JSObject.set((JSDynamicObject) a[0], (long) i, (Object) (i < 3 ? heapUsed() : 0.0));
            return Undefined.instance;
        });
        functions.put("cpuUsage", (_, a) -> {
            double micros = CPU.isCurrentThreadCpuTimeSupported() ? CPU.getCurrentThreadCpuTime() / 1e3 : 0;
            JSObject.set((JSDynamicObject) a[0], 0L, (Object) micros);
            return Undefined.instance;
        });
        functions.put("uptime", (_, _) -> (System.nanoTime() - started) / 1e9);
        functions.put("parallelism", (_, _) -> 2);
        functions.put("cpus", (realm, _) -> cpus(realm));
        functions.put(
                "kill",
                (realm, a) -> Guest.integer(a[0]) == PID && Guest.integer(a[1]) != 0
                        ? surroundings.exit(realm, 128 + Guest.integer(a[1]))
                        : (Object) 0);
        functions.put("chdir", (_, _) -> Undefined.instance);
        functions.put("exit", (realm, a) -> surroundings.exit(realm, Guest.integer(a[0])));
    }

    /// The heap that all functions and the host share.
    private static double heapUsed() {
        return Runtime.getRuntime().totalMemory()
                - (double) Runtime.getRuntime().freeMemory();
    }

    /// Two processors as `os.cpus()` wants them: model, speed, and five times each.
    private static Object cpus(JSRealm realm) {
        var values = new ArrayList<Object>();
        for (int i = 0; i < 2; i++) {
            values.add(Guest.text("cpu"));
            for (int k = 0; k < 6; k++) values.add(0);
        }
        return Guest.array(realm, values.toArray());
    }

    private static Object output(Surroundings surroundings, byte[] bytes) {
        surroundings.sandbox().log().raw(bytes, 0, bytes.length);
        return Undefined.instance;
    }
}
