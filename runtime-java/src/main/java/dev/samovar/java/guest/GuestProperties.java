package dev.samovar.java.guest;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A guest's system properties. The header of the invocation's trace is among them once it is asked for any:
/// few functions do, and making it up costs more than a small invocation.
final class GuestProperties {
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    private final AtomicReference<@Nullable Supplier<String>> awaited = new AtomicReference<>();
    private volatile Properties properties;

    GuestProperties(Properties initial) {
        properties = initial;
    }

    Properties get() {
        if (awaited.get() != null) settle();
        return properties;
    }

    private synchronized void settle() {
        var header = awaited.get();
        if (header == null) return;
        properties.setProperty(TRACE_HEADER, header.get());
        awaited.compareAndSet(header, null);
    }

    void replace(Properties other) {
        properties = other;
    }

    /// What says the header of the trace from here on; null when there is no invocation.
    void traceHeader(@Nullable Supplier<String> header) {
        awaited.setRelease(header);
    }
}
