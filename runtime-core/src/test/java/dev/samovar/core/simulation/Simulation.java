package dev.samovar.core.simulation;

import dev.samovar.core.seam.Alarm;
import dev.samovar.core.seam.EnvironmentThread;
import dev.samovar.core.seam.Seams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/// A world with a virtual clock in which one thread runs at a time, chosen by a seed: the same seed is
/// the same history.
///
/// Everything that happens is an event with a time. Tasks of environments run on real threads in lock step,
/// so that a fake handler can sleep in the middle of its work ([#sleep]).
final class Simulation {
    private record Event(long at, long order, Runnable run) {}

    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final List<Lane> lanes = new ArrayList<>();
    private long now = Duration.ofDays(1).toNanos();
    private Throwable failure;

    Simulation(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    long now() {
        return now;
    }

    Seams seams() {
        return new Seams(
                () -> Instant.EPOCH.plusNanos(now),
                () -> now,
                random::nextDouble,
                () -> new UUID(random.nextLong(), random.nextLong()),
                (name, stackBytes) -> new Lane(),
                (name, onWake) -> new VirtualAlarm(onWake),
                task -> after(jitter(), task));
    }

    /// Runs a task so long from now; tasks of the same moment come in an order that the seed chooses.
    void after(long nanos, Runnable task) {
        events.add(new Event(now + nanos, random.nextInt(1 << 20), task));
    }

    private long jitter() {
        return random.nextInt(200_000);
    }

    /// Lets everything happen that happens within the time.
    void run(Duration time) {
        long until = now + time.toNanos();
        while (!events.isEmpty() && events.peek().at() <= until) {
            var event = events.poll();
            now = Math.max(now, event.at());
            event.run().run();
            if (failure != null) throw new AssertionError("a task failed in the simulation", failure);
        }
        now = until;
    }

    /// Sleeps on the thread of an environment, until the time has passed or the sleep is cut short.
    void sleep(Duration time, Nap nap) {
        ((LaneThread) Thread.currentThread()).lane.sleep(time.toNanos(), nap);
    }

    void end() {
        lanes.forEach(Lane::end);
    }

    /// A sleep that can be cut short.
    static final class Nap {
        private Runnable wake = () -> {};
        private boolean cut;

        /// Ends the sleep soon.
        void cut() {
            cut = true;
            wake.run();
        }
    }

    private static final class LaneThread extends Thread {
        private final Lane lane;

        LaneThread(Lane lane, Runnable run) {
            super(run, "simulated");
            this.lane = lane;
            setDaemon(true);
        }
    }

    /// An environment's thread: real, but running only while the simulation waits for it.
    private final class Lane implements EnvironmentThread {
        private final Semaphore go = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean busy;
        private boolean ended;
        private long naps;

        Lane() {
            lanes.add(this);
            new LaneThread(this, this::work).start();
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
            after(jitter(), this::begin);
        }

        @Override
        public void close() {}

        private void begin() {
            if (busy || tasks.isEmpty()) return;
            busy = true;
            handOver();
        }

        private void handOver() {
            go.release();
            back.acquireUninterruptibly();
        }

        private void work() {
            while (true) {
                go.acquireUninterruptibly();
                if (ended) return;
                try {
                    tasks.remove().run();
                } catch (Throwable e) {
                    if (!ended) failure = e;
                }
                busy = false;
                if (!tasks.isEmpty()) after(0, this::begin);
                back.release();
                if (ended) return;
            }
        }

        void sleep(long nanos, Nap nap) {
            if (nap.cut) return;
            long mine = ++naps;
            Runnable resume = () -> {
                if (naps == mine && busy && !ended) {
                    naps++;
                    handOver();
                }
            };
            nap.wake = () -> after(jitter(), resume);
            after(nanos, resume);
            back.release();
            go.acquireUninterruptibly();
            if (ended) throw new IllegalStateException("the simulation is over");
        }

        void end() {
            ended = true;
            go.release();
        }
    }

    private final class VirtualAlarm implements Alarm {
        private final LongSupplier onWake;
        private long next = Long.MAX_VALUE;
        private boolean closed;

        VirtualAlarm(LongSupplier onWake) {
            this.onWake = onWake;
        }

        @Override
        public void wakeAt(long nanos) {
            if (nanos >= next || closed) return;
            next = nanos;
            events.add(new Event(Math.max(nanos, now), random.nextInt(1 << 20), () -> wake(nanos)));
        }

        private void wake(long asked) {
            if (closed || next != asked) return;
            next = Long.MAX_VALUE;
            wakeAt(onWake.getAsLong());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
