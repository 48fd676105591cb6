package dev.samovar.core.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Meters that are removed from their registry together. One that comes afterwards is removed at once.
final class MeterGroup {
    private final MeterRegistry registry;
    private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
    private volatile boolean removed;

    MeterGroup(MeterRegistry registry) {
        this.registry = registry;
    }

    <M extends Meter> M add(M meter) {
        meters.add(meter);
        if (removed) remove(meter);
        return meter;
    }

    void remove(Meter meter) {
        if (meters.remove(meter)) registry.remove(meter);
    }

    void remove() {
        removed = true;
        meters.forEach(this::remove);
    }
}
