package dev.samovar.cli.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The signals by which a process is told to end: the first asks, the second insists.
///
/// Java has no public way to hear of a second one. Where the class that can is missing, the JVM's own way of
/// ending is asked instead, and a second signal changes nothing.
public final class EndSignals {
    private static final List<String> NAMES = List.of("TERM", "INT");

    private EndSignals() {}

    /// Takes the signals over.
    ///
    /// @param first runs at the first signal, on a thread of its own
    /// @param second runs at the next one
    /// @param fallback runs while the JVM ends, where signals cannot be taken over
    public static void onSignal(Runnable first, Runnable second, Runnable fallback) {
        var count = new AtomicInteger();
        Runnable heard = () -> (count.getAndIncrement() == 0 ? first : second).run();
        try {
            for (var name : NAMES) handle(name, heard);
        } catch (ReflectiveOperationException e) {
            Runtime.getRuntime().addShutdownHook(new Thread(fallback, "samovar-end"));
        }
    }

    private static void handle(String name, Runnable heard) throws ReflectiveOperationException {
        var signals = Class.forName("sun.misc.Signal");
        var handlers = Class.forName("sun.misc.SignalHandler");
        var handler = Proxy.newProxyInstance(
                EndSignals.class.getClassLoader(),
                new Class<?>[] {handlers},
                (self, method, given) -> switch (method.getName()) {
                    case "handle" -> {
                        heard.run();
                        yield null;
                    }
                    case "equals" -> false;
                    case "hashCode" -> 0;
                    default -> "signal handler";
                });
        try {
            signals.getMethod("handle", signals, handlers)
                    .invoke(null, signals.getConstructor(String.class).newInstance(name), handler);
        } catch (InvocationTargetException e) {
            // The JVM was started without a part in signals (-Xrs), and keeps none.
            throw new ReflectiveOperationException("no signal " + name, e.getCause());
        }
    }
}
