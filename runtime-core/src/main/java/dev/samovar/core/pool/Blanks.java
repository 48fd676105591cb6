package dev.samovar.core.pool;

import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.InitException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The blanks of one kind: instances that were started before it is known what they will run.
///
/// Each blank that is taken has the next one prepared, on the new environment's own thread, a moment later: the
/// request that took it has the processors to itself meanwhile. A kind whose start fails is not tried again until
/// somebody takes from it.
final class Blanks {
    private static final Logger LOG = LoggerFactory.getLogger(Blanks.class);

    /// What most initialisations are done in.
    private static final long MOMENT_NANOS = 20_000_000;

    private record Waiting(Environment environment, State.Blank state) {}

    private final Pool pool;
    private final Bridge bridge;
    private final BlankKey key;
    private final int target;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicLong refill = new AtomicLong(Long.MAX_VALUE);

    Blanks(Pool pool, Bridge bridge, BlankKey key, int target) {
        this.pool = pool;
        this.bridge = bridge;
        this.key = key;
        this.target = bridge.capabilities().contains(Capability.BLANKS) ? target : 0;
    }

    /// A blank, now in state `Starting` with its instance started, or null if none waits.
    @Nullable
    Environment take() {
        if (target == 0) return null;
        try {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                wanted.decrementAndGet();
                if (next.environment().move(next.state(), new State.Starting())) return next.environment();
            }
            return null;
        } finally {
            refillSoon();
        }
    }

    /// However many take one meanwhile: those who come without a pause must not put it off for ever.
    private void refillSoon() {
        long due = pool.now() + MOMENT_NANOS;
        if (refill.compareAndSet(Long.MAX_VALUE, due)) pool.watch(due);
    }

    /// Has what is missing started if it is time to; called by the watch.
    ///
    /// @return when to call it again, in ticks
    long round(long now) {
        long due = refill.get();
        if (due > now) return due;
        if (refill.compareAndSet(due, Long.MAX_VALUE)) pool.background(this::fill);
        return refill.get();
    }

    /// Starts what is missing.
    void fill() {
        while (true) {
            int before = wanted.get();
            if (before >= target || pool.isClosed()) return;
            if (wanted.compareAndSet(before, before + 1) && !prepareOne()) return;
        }
    }

    /// Begins to prepare one. False if there is no thread for it.
    private boolean prepareOne() {
        try {
            prepare(pool.create(bridge, key));
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            wanted.decrementAndGet();
            LOG.warn("no thread to prepare a blank of engine {}", bridge.engine(), e);
            return false;
        }
    }

    private void prepare(Environment environment) {
        environment.execute(() -> {
            var blank = new State.Blank();
            try {
                environment.startInstance();
                environment.instance().prepare();
            } catch (InitException | RuntimeException | Error e) {
                wanted.decrementAndGet();
                environment.end("did not start: " + e.getMessage());
                return;
            }
            environment.become(blank);
            waiting.add(new Waiting(environment, blank));
            if (pool.isClosed()) environment.retireBlank(blank, "closed");
        });
    }
}
