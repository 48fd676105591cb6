package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Map;
import java.util.function.Consumer;

/// Timers and clocks.
final class LoopFunctions {
    private LoopFunctions() {}

    static void addTo(Map<String, HostFunction> functions, Loop loop, Consumer<Object> callback) {
        functions.put("now", (_, _) -> loop.now());
        functions.put("scheduleTimer", (_, a) -> {
            loop.schedule(JSRuntime.toDouble(a[0]));
            return Undefined.instance;
        });
        functions.put("timersKeepAlive", (_, a) -> {
            loop.keepAliveForTimers(JSRuntime.toBoolean(a[0]));
            return Undefined.instance;
        });
        functions.put("timersRan", (_, a) -> {
            loop.timersRan(JSRuntime.toDouble(a[0]));
            return Undefined.instance;
        });
        functions.put("later", (_, a) -> {
            loop.begin();
            loop.complete(() -> callback.accept(a[0]));
            return Undefined.instance;
        });
        functions.put("nanoTime", (_, _) -> (double) System.nanoTime());
        functions.put("epochMicros", (_, _) -> (double) System.currentTimeMillis() * 1000);
        functions.put("sleep", (_, a) -> {
            sleep((long) JSRuntime.toDouble(a[0]));
            return Undefined.instance;
        });
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
