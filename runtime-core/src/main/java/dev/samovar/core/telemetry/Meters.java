package dev.samovar.core.telemetry;

import dev.samovar.api.AliasName;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.Report;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.api.Version;
import dev.samovar.spi.Capacity;
import dev.samovar.spi.RuntimeListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Lambda's metrics as Micrometer meters, and the runtime's own beside them.
///
/// Meters of a function carry the tags `function`, `version` (the one that ran) and `alias` (the one asked
/// for, or
/// `none`). They are made at the first event and removed with the function.
///
/// Source: contract of concurrency, section 6 "Metrics".
public final class Meters implements RuntimeListener {
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final ConcurrentHashMap<FunctionName, OfFunction> functions = new ConcurrentHashMap<>();

    /// @param registry where the meters are registered
    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Registers the gauges of the whole runtime. They read a snapshot when they are read.
    public void bind(FunctionRuntime runtime) {
        gauge("samovar.concurrent.executions", runtime, snapshot -> snapshot.inFlight());
        gauge("samovar.unreserved.concurrent.executions", runtime, snapshot -> snapshot.unreservedInFlight());
        gauge("samovar.claimed.account.concurrency", runtime, snapshot -> snapshot.claimed());
        gauge("samovar.quarantined", runtime, snapshot -> snapshot.quarantined());
        gauge(
                "samovar.provisioned.concurrent.executions",
                runtime,
                snapshot -> snapshot.provisioned().stream()
                        .mapToInt(RuntimeSnapshot.Provisioned::inUse)
                        .sum());
        gauge("samovar.provisioned.concurrency.utilization", runtime, Meters::utilization);
        for (var state : List.of("Starting", "Blank", "Initialising", "Idle", "Busy", "Reset", "Stopping"))
            Gauge.builder("samovar.environments", runtime, r -> count(r.snapshot(), state))
                    .tag("state", state)
                    .register(registry);
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            var name = pool.getName();
            if (name.equals("Metaspace") || name.contains("CodeCache") || name.contains("CodeHeap"))
                Gauge.builder("samovar.jvm.memory", pool, p -> p.getUsage().getUsed())
                        .tag("area", name)
                        .baseUnit("bytes")
                        .register(registry);
        }
    }

    private void gauge(String name, FunctionRuntime runtime, ToDoubleFunction<RuntimeSnapshot> value) {
        Gauge.builder(name, runtime, r -> value.applyAsDouble(r.snapshot())).register(registry);
    }

    private static double utilization(RuntimeSnapshot snapshot) {
        int allocated = 0;
        int inUse = 0;
        for (var provisioned : snapshot.provisioned()) {
            allocated += provisioned.allocated();
            inUse += provisioned.inUse();
        }
        return allocated == 0 ? 0 : (double) inUse / allocated;
    }

    private static long count(RuntimeSnapshot snapshot, String state) {
        return snapshot.environments().stream()
                .filter(place -> place.state().equals(state))
                .count();
    }

    // --- events

    @Override
    public void started(FunctionVersion version, @Nullable Qualifier qualifier, UUID requestId, Capacity capacity) {
        of(version.name()).inFlight.incrementAndGet();
    }

    @Override
    public void ended(
            FunctionVersion version,
            @Nullable Qualifier qualifier,
            UUID requestId,
            Report report,
            @Nullable Fault fault,
            Capacity capacity) {
        var function = of(version.name());
        function.inFlight.decrementAndGet();
        function.of(version.version(), qualifier).ended(report, fault, capacity);
    }

    @Override
    public void refused(FunctionRef ref, Refusal refusal) {
        if (refusal.status() == 429) of(ref.name()).throttled(ref.qualifier()).increment();
    }

    @Override
    public void initialised(FunctionVersion version, Duration took, @Nullable Fault fault) {
        of(version.name()).initDuration.record(took);
    }

    @Override
    public void deleted(FunctionName function) {
        var gone = functions.remove(function);
        if (gone != null) gone.remove();
    }

    private OfFunction of(FunctionName name) {
        var there = functions.get(name);
        return there != null ? there : functions.computeIfAbsent(name, OfFunction::new);
    }

    /// The meters of one function.
    private final class OfFunction {
        private final Tags tags;
        private final AtomicInteger inFlight = new AtomicInteger();
        private final ConcurrentHashMap<Series, OfSeries> series = new ConcurrentHashMap<>();
        private final Timer initDuration;

        OfFunction(FunctionName name) {
            tags = Tags.of("function", name.value());
            Gauge.builder("samovar.function.concurrent.executions", inFlight, AtomicInteger::get)
                    .tags(tags)
                    .register(registry);
            initDuration = Timer.builder("samovar.init.duration").tags(tags).register(registry);
        }

        OfSeries of(Version version, @Nullable Qualifier qualifier) {
            var key = new Series(version, qualifier instanceof AliasName alias ? alias : null);
            var there = series.get(key);
            return there != null ? there : series.computeIfAbsent(key, k -> new OfSeries(registry, tags.and(k.tags())));
        }

        Counter throttled(@Nullable Qualifier qualifier) {
            return registry.counter(
                    "samovar.throttles", tags.and("qualifier", qualifier == null ? NONE : qualifier.toString()));
        }

        void remove() {
            var mine = tags.stream().findFirst().orElseThrow();
            for (Meter meter : registry.getMeters())
                if (meter.getId().getName().startsWith("samovar.")
                        && mine.getValue().equals(meter.getId().getTag(mine.getKey()))) registry.remove(meter);
        }
    }

    /// What the meters of a function are told apart by.
    private record Series(Version version, @Nullable AliasName alias) {
        Tags tags() {
            return Tags.of("version", version.toString(), "alias", alias == null ? NONE : alias.value());
        }
    }

    /// The meters of one version, asked for by one alias or none.
    private static final class OfSeries {
        private final Counter invocations;
        private final Counter errors;
        private final Timer duration;
        private final Counter billedMillis;
        private final Counter gigabyteSeconds;
        private final Counter provisioned;
        private final Counter spillover;

        OfSeries(MeterRegistry registry, Tags tags) {
            invocations = registry.counter("samovar.invocations", tags);
            errors = registry.counter("samovar.errors", tags);
            duration = Timer.builder("samovar.duration").tags(tags).register(registry);
            billedMillis = registry.counter("samovar.billed.milliseconds", tags);
            gigabyteSeconds = registry.counter("samovar.billed.gigabyte.seconds", tags);
            provisioned = registry.counter("samovar.provisioned.concurrency.invocations", tags);
            spillover = registry.counter("samovar.provisioned.concurrency.spillover.invocations", tags);
        }

        void ended(Report report, @Nullable Fault fault, Capacity capacity) {
            invocations.increment();
            if (fault != null) errors.increment();
            duration.record(report.duration());
            billedMillis.increment((double) report.billedMillis());
            gigabyteSeconds.increment(report.gigabyteSeconds());
            if (capacity == Capacity.PROVISIONED) provisioned.increment();
            if (capacity == Capacity.SPILLOVER) spillover.increment();
        }
    }
}
