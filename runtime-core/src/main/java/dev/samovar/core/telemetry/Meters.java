package dev.samovar.core.telemetry;

import dev.samovar.api.AliasName;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.Report;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.api.RuntimeSnapshot.Provisioned;
import dev.samovar.api.Version;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capacity;
import dev.samovar.spi.RuntimeListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Lambda's metrics as Micrometer meters, and the runtime's own beside them.
///
/// Meters of a function carry the tags `function`, `version` (the one that ran) and `alias` (the one asked
/// for, or `none`). They are made at the first event and removed with the function, after its last request in
/// flight; with the runtime go all that are left. Runtimes that live at once need a registry each, or tags
/// that tell them apart.
///
/// Source: AWS Lambda developer guide, "Types of metrics for Lambda functions".
public final class Meters implements RuntimeListener {
    /// What the count of a function's requests in flight begins at when its meters are removed.
    private static final int REMOVED = Integer.MIN_VALUE;

    private static final String NONE = "none";
    private static final String IN_USE = "samovar.provisioned.concurrent.executions";
    private static final String UTILIZATION = "samovar.provisioned.concurrency.utilization";

    private final MeterRegistry registry;
    private final Tags common;
    private final MeterGroup ofRuntime;
    private final ConcurrentHashMap<FunctionName, OfFunction> functions = new ConcurrentHashMap<>();
    private volatile @Nullable FunctionRuntime bound;
    private volatile boolean closed;

    /// @param registry where the meters are registered
    /// @param tags keys and values that every meter carries
    public Meters(MeterRegistry registry, String... tags) {
        this.registry = registry;
        common = Tags.of(tags);
        ofRuntime = new MeterGroup(registry);
    }

    /// Registers the gauges of the whole runtime. They read a snapshot when they are read.
    public void bind(FunctionRuntime runtime) {
        gauge("samovar.concurrent.executions", runtime, snapshot -> snapshot.inFlight());
        gauge("samovar.unreserved.concurrent.executions", runtime, snapshot -> snapshot.unreservedInFlight());
        gauge("samovar.claimed.account.concurrency", runtime, snapshot -> snapshot.claimed());
        gauge("samovar.quarantined", runtime, snapshot -> snapshot.quarantined());
        gauge("samovar.async.events.waiting", runtime, snapshot -> snapshot.waitingEvents());
        gauge("samovar.async.events.repeated", runtime, snapshot -> snapshot.repeatedEvents());
        bound = runtime;
        for (var state : EnvironmentState.values())
            ofRuntime.add(Gauge.builder("samovar.environments", runtime, r -> count(r.snapshot(), state))
                    .tags(common.and("state", state.name().toLowerCase(Locale.ROOT)))
                    .register(registry));
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            var name = pool.getName();
            if (name.equals("Metaspace") || name.contains("CodeCache") || name.contains("CodeHeap"))
                ofRuntime.add(Gauge.builder(
                                "samovar.jvm.memory", pool, p -> p.getUsage().getUsed())
                        .tags(common.and("area", name))
                        .baseUnit("bytes")
                        .register(registry));
        }
    }

    /// Registers what an engine measures of itself.
    public void bind(Bridge bridge) {
        bridge.measures()
                .forEach((name, value) ->
                        ofRuntime.add(Gauge.builder("samovar.engine." + name, value, DoubleSupplier::getAsDouble)
                                .tags(common.and("engine", bridge.engine()))
                                .register(registry)));
    }

    private void gauge(String name, FunctionRuntime runtime, ToDoubleFunction<RuntimeSnapshot> value) {
        ofRuntime.add(Gauge.builder(name, runtime, r -> value.applyAsDouble(r.snapshot()))
                .tags(common)
                .register(registry));
    }

    private static long count(RuntimeSnapshot snapshot, EnvironmentState state) {
        return snapshot.environments().stream()
                .filter(environment -> environment.state() == state)
                .count();
    }

    // --- events

    @Override
    public void started(FunctionVersion version, @Nullable Qualifier qualifier, UUID requestId, Capacity capacity) {
        OfFunction function;
        do function = of(version.name());
        while (function.inFlight.incrementAndGet() < 0);
        function.deleted = false;
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
        function.of(version.version(), qualifier).ended(report, fault, capacity);
        if (function.inFlight.decrementAndGet() == 0) removeIfDeleted(version.name());
    }

    @Override
    public void refused(FunctionRef ref, Refusal refusal) {
        if (refusal.status() == 429) of(ref.name()).throttled(ref.qualifier()).increment();
        else if (refusal.code().equals("RecursiveInvocationException"))
            ofEvents(ref, "samovar.recursive.invocations.dropped").increment();
        else
            ofRuntime
                    .add(registry.counter("samovar.refusals", common.and("code", refusal.code())))
                    .increment();
    }

    @Override
    public void eventAccepted(FunctionRef function) {
        ofEvents(function, "samovar.async.events.received").increment();
    }

    @Override
    public void eventStarted(FunctionRef function, Duration age) {
        var of = of(function.name());
        of.timer("samovar.async.event.age", of.tags.and("qualifier", qualifierOf(function)))
                .record(age);
    }

    @Override
    public void eventDropped(FunctionRef function, String why) {
        ofEvents(function, "samovar.async.events.dropped").increment();
    }

    @Override
    public void deliveryFailed(FunctionRef function, String arn, boolean deadLetter) {
        ofEvents(function, deadLetter ? "samovar.dead.letter.errors" : "samovar.destination.delivery.failures")
                .increment();
    }

    private Counter ofEvents(FunctionRef function, String name) {
        var of = of(function.name());
        return of.counter(name, of.tags.and("qualifier", qualifierOf(function)));
    }

    private static String qualifierOf(FunctionRef function) {
        return function.qualifier() == null ? NONE : function.qualifier().toString();
    }

    @Override
    public void provisioned(FunctionName function, Qualifier qualifier, int requested) {
        var runtime = bound;
        if (runtime == null) return;
        if (requested > 0) {
            of(function).provisioned(runtime, qualifier);
        } else {
            var there = functions.get(function);
            if (there != null) there.unprovisioned(qualifier);
        }
    }

    private static double utilization(Provisioned provisioned) {
        return provisioned.allocated() == 0 ? 0 : (double) provisioned.inUse() / provisioned.allocated();
    }

    @Override
    public void initialised(FunctionVersion version, Duration took, @Nullable Fault fault) {
        of(version.name()).initDuration.record(took);
    }

    @Override
    public void deleted(FunctionName function) {
        var gone = functions.get(function);
        if (gone == null) return;
        gone.deleted = true;
        removeIfDeleted(function);
    }

    @Override
    public void closed() {
        closed = true;
        ofRuntime.remove();
        functions.values().forEach(function -> function.meters.remove());
    }

    private void removeIfDeleted(FunctionName function) {
        functions.computeIfPresent(function, (_, gone) -> {
            if (!gone.deleted || !gone.inFlight.compareAndSet(0, REMOVED)) return gone;
            gone.meters.remove();
            return null;
        });
    }

    private OfFunction of(FunctionName name) {
        var there = functions.get(name);
        if (there != null) return there;
        var made = functions.computeIfAbsent(name, OfFunction::new);
        if (closed) made.meters.remove();
        return made;
    }

    /// The meters of one function.
    private final class OfFunction {
        private final FunctionName name;
        private final Tags tags;
        private final MeterGroup meters = new MeterGroup(registry);
        private final AtomicInteger inFlight = new AtomicInteger();
        private final ConcurrentHashMap<Series, OfSeries> series = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<Qualifier, List<Gauge>> provisioned = new ConcurrentHashMap<>();
        private final Timer initDuration;
        private volatile boolean deleted;

        OfFunction(FunctionName name) {
            this.name = name;
            tags = common.and("function", name.value());
            meters.add(Gauge.builder("samovar.function.concurrent.executions", inFlight, AtomicInteger::get)
                    .tags(tags)
                    .register(registry));
            initDuration = timer("samovar.init.duration", tags);
        }

        OfSeries of(Version version, @Nullable Qualifier qualifier) {
            var key = new Series(version, qualifier instanceof AliasName alias ? alias : null);
            var there = series.get(key);
            return there != null ? there : series.computeIfAbsent(key, k -> new OfSeries(this, tags.and(k.tags())));
        }

        Counter throttled(@Nullable Qualifier qualifier) {
            return counter("samovar.throttles", tags.and("qualifier", qualifier == null ? NONE : qualifier.toString()));
        }

        Counter counter(String name, Tags of) {
            return meters.add(registry.counter(name, of));
        }

        Timer timer(String name, Tags of) {
            return meters.add(Timer.builder(name).tags(of).register(registry));
        }

        void provisioned(FunctionRuntime runtime, Qualifier qualifier) {
            provisioned.computeIfAbsent(
                    qualifier,
                    _ -> List.of(
                            gauge(IN_USE, runtime, qualifier, Provisioned::inUse),
                            gauge(UTILIZATION, runtime, qualifier, Meters::utilization)));
        }

        void unprovisioned(Qualifier qualifier) {
            var gone = provisioned.remove(qualifier);
            if (gone != null) gone.forEach(meters::remove);
        }

        private Gauge gauge(
                String meter, FunctionRuntime runtime, Qualifier qualifier, ToDoubleFunction<Provisioned> value) {
            ToDoubleFunction<FunctionRuntime> read = r -> r.snapshot().provisioned().stream()
                    .filter(one ->
                            one.function().equals(name) && one.qualifier().equals(qualifier))
                    .mapToDouble(value)
                    .sum();
            return meters.add(Gauge.builder(meter, runtime, read)
                    .tags(tags.and("qualifier", qualifier.toString()))
                    .register(registry));
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

        OfSeries(OfFunction function, Tags tags) {
            invocations = function.counter("samovar.invocations", tags);
            errors = function.counter("samovar.errors", tags);
            duration = function.timer("samovar.duration", tags);
            billedMillis = function.counter("samovar.billed.milliseconds", tags);
            gigabyteSeconds = function.counter("samovar.billed.gigabyte.seconds", tags);
            provisioned = function.counter("samovar.provisioned.concurrency.invocations", tags);
            spillover = function.counter("samovar.provisioned.concurrency.spillover.invocations", tags);
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
