package dev.samovar.core.pool;

import dev.samovar.core.pool.State.Shelved;
import dev.samovar.core.seam.Alarm;
import dev.samovar.core.seam.Nanos;
import dev.samovar.core.seam.Seams;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All environments of a runtime.
///
/// 1. A request takes the most recently used idle environment of its shelf ([Shelf#take]); who finds none
///    asks for [#open].
/// 2. Opening takes a blank that fits, if one waits, and has the next blank prepared soon; else it
///    makes an environment.
/// 3. The watch wakes at the earliest deadline of any state: the end of a request, of an initialisation, of
///    an idle time. It also prepares blanks.
/// 4. An environment is in the set of all from its start until it is dead.
public final class Pool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    /// Blanks of one kind stand for each other: no bridge can use those of another one.
    private record Kind(Bridge bridge, BlankKey key) {}

    private final Seams seams;
    private final PoolOptions options;
    private final Alarm watch;
    private final Runnable onWake;
    private final BiConsumer<Environment, String> onEnd;
    private final Set<Environment> all = ConcurrentHashMap.newKeySet();
    private final long keepAliveNanos;
    private final ConcurrentHashMap<Kind, Blanks> blanks = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile boolean closed;

    /// @param onWake runs at each round of the watch, before deadlines are looked at
    /// @param onEnd hears of every environment that ended, and why
    public Pool(Seams seams, PoolOptions options, Runnable onWake, BiConsumer<Environment, String> onEnd) {
        this.seams = seams;
        this.options = options;
        this.keepAliveNanos = Nanos.of(options.keepAlive());
        this.onWake = onWake;
        this.onEnd = onEnd;
        this.watch = seams.alarms().create("samovar-watch", this::round);
    }

    /// An environment for a version that has none to spare: a blank that fits, or a new one
    /// in state `Starting`.
    public Environment open(Bridge bridge, BlankKey key, int memoryMb) {
        makeRoom(memoryMb);
        var blank = options.blanks() == 0 ? null : blanksOf(bridge, key).take();
        return blank != null ? blank : create(bridge, key);
    }

    /// Has blanks of a kind prepared, because a function that fits them was written.
    public void prepareBlanks(Bridge bridge, BlankKey key) {
        if (options.blanks() > 0) blanksOf(bridge, key).fill();
    }

    private Blanks blanksOf(Bridge bridge, BlankKey key) {
        return blanks.computeIfAbsent(new Kind(bridge, key), _ -> new Blanks(this, bridge, key, options.blanks()));
    }

    Environment create(Bridge bridge, BlankKey key) {
        long id = ids.incrementAndGet();
        var thread = seams.threads().open("samovar-" + bridge.engine() + "-" + id, bridge.stackBytes());
        var environment = new Environment(this, id, bridge, key, thread, now());
        all.add(environment);
        return environment;
    }

    /// Has the watch look again at this time, at the latest.
    public void watch(long deadline) {
        watch.wakeAt(deadline);
    }

    private long round() {
        onWake.run();
        long now = now();
        long next = Long.MAX_VALUE;
        for (var environment : all) {
            if (environment.state() instanceof Timed timed && timed.deadline() <= now) expire(environment, timed);
            if (environment.state() instanceof Timed timed)
                next = Math.min(next, Math.max(timed.deadline(), now + 1_000_000));
        }
        for (var kind : blanks.values()) next = Math.min(next, kind.round(now));
        return next;
    }

    /// What goes wrong with one environment must not cost the others their deadlines.
    private static void expire(Environment environment, Timed timed) {
        try {
            timed.expired(environment);
        } catch (OutOfMemoryError e) {
            throw e; // the watch comes again
        } catch (Throwable e) {
            LOG.error("the deadline of environment {} could not be acted on", environment.id(), e);
        }
    }

    /// Runs a task on another thread, or on this one if none can be had.
    public void background(Runnable task) {
        try {
            seams.background().execute(task);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("no thread for a task in the background; it runs here", e);
            task.run();
        }
    }

    private void makeRoom(int memoryMb) {
        if (options.memoryBudgetMb() == Long.MAX_VALUE) return;
        long used = memoryMb + all.stream().mapToLong(Pool::memoryOf).sum();
        if (used <= options.memoryBudgetMb()) return;
        var idle = all.stream()
                .filter(environment -> !environment.provisioned() && environment.state() instanceof Shelved)
                .sorted(Comparator.comparingLong(Pool::idleSince))
                .toList();
        for (var environment : idle) {
            if (used <= options.memoryBudgetMb()) return;
            if (environment.state() instanceof Shelved node && environment.retireIdle(node, "memory budget"))
                used -= memoryOf(environment);
        }
    }

    private static long memoryOf(Environment environment) {
        var version = environment.version();
        return version == null ? 0 : version.spec().memoryMb();
    }

    private static long idleSince(Environment environment) {
        return environment.state() instanceof Shelved node ? node.since() : Long.MAX_VALUE;
    }

    /// Every environment that is not dead.
    public Collection<Environment> environments() {
        return Collections.unmodifiableSet(all);
    }

    void forget(Environment environment, String why) {
        if (all.remove(environment)) onEnd.accept(environment, why);
    }

    long keepAliveNanos() {
        return keepAliveNanos;
    }

    long now() {
        return seams.ticker().getAsLong();
    }

    boolean isClosed() {
        return closed;
    }

    /// Ends every environment that waits, and keeps others from waiting again. Requests in flight go on.
    public void drain() {
        closed = true;
        for (var environment : all) {
            var state = environment.state();
            if (state instanceof Shelved node) environment.retireIdle(node, "closed");
            if (state instanceof State.Blank blank) environment.retireBlank(blank, "closed");
        }
    }

    @Override
    public void close() {
        drain();
        watch.close();
    }
}
