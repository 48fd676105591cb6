package dev.samovar.junit;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

/// What was logged and counted before a test method began.
///
/// Both are told by identity: a counter of a function that was made anew is another counter, and events that
/// the store has forgotten move none of those it keeps.
record Baseline(Set<LogEvent> events, IdentityHashMap<Counter, Double> counts) {
    static final Baseline NONE = new Baseline(Set.of(), new IdentityHashMap<>());

    static Baseline of(LogStore logs, MeterRegistry meters) {
        Set<LogEvent> events = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var group : logs.groups())
            for (var stream : logs.streams(group)) events.addAll(logs.events(group, stream));
        IdentityHashMap<Counter, Double> counts = new IdentityHashMap<>();
        for (var meter : meters.getMeters()) if (meter instanceof Counter counter) counts.put(counter, counter.count());
        return new Baseline(events, counts);
    }

    Stream<LogEvent> since(LogStore logs, String group, String stream) {
        return logs.events(group, stream).stream().filter(event -> !events.contains(event));
    }

    double since(Counter counter) {
        return counter.count() - counts.getOrDefault(counter, 0.0);
    }
}
