package dev.samovar.nodejs.graal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The event loop of one context, in the phases of Node's: timers, completions of what other threads did,
/// immediates.
///
/// Everything runs on the thread that calls [#run]; [#post] alone may be called by any. Completions are
/// posted by whoever finished a piece of work that was [#begin]ned here; work that is begun keeps the loop
/// alive.
final class Loop {
    /// What the loop calls in the guest.
    interface Phases {
        /// Runs the timers that are due, and tells [Loop#timersRan] before what they left to do is done.
        void timers(double now);

        /// Runs the immediates.
        void immediates();

        /// How many immediates wait, or how many of them keep the loop alive.
        int immediateCount(boolean alive);
    }

    private final LinkedBlockingQueue<Runnable> completions = new LinkedBlockingQueue<>();
    private final LongSupplier ticker;
    private final long origin;
    private @Nullable Phases phases;
    private double now;
    private double timerAt = Double.POSITIVE_INFINITY;
    private boolean timerKeepsAlive;
    private int begun;
    private int handles;

    /// @param ticker nanoseconds that only go forward
    Loop(LongSupplier ticker) {
        this.ticker = ticker;
        this.origin = ticker.getAsLong();
        look();
    }

    void phases(Phases guest) {
        phases = guest;
    }

    /// The loop's time in milliseconds since it was made. It stands still within a phase, as Node's does.
    double now() {
        return now;
    }

    /// Looks at the clock.
    double look() {
        now = Math.floor((ticker.getAsLong() - origin) / 1e6);
        return now;
    }

    /// Has the timers run after so many milliseconds. Whether that keeps the loop alive is said apart from it.
    void schedule(double milliseconds) {
        timerAt = now + Math.max(1, milliseconds);
    }

    /// Whether the timers keep the loop alive.
    void keepAliveForTimers(boolean on) {
        timerKeepsAlive = on;
    }

    /// A piece of work begins that another thread will complete.
    void begin() {
        begun++;
    }

    /// Completes a piece of work: the step runs on the loop's thread. Called by any thread.
    void complete(Runnable step) {
        completions.add(() -> {
            begun--;
            step.run();
        });
    }

    /// Runs a step on the loop's thread that no [#begin] announced. Called by any thread.
    void post(Runnable step) {
        completions.add(step);
    }

    /// A handle such as a socket keeps the loop alive from now on, or no longer does.
    void handle(boolean alive) {
        handles += alive ? 1 : -1;
    }

    /// Whether something is left that can call the guest by itself.
    boolean alive() {
        return begun > 0
                || handles > 0
                || !completions.isEmpty()
                || (timerKeepsAlive && timerAt < Double.POSITIVE_INFINITY)
                || guest().immediateCount(true) > 0;
    }

    /// Runs until the condition holds or nothing is left to wait for.
    void run(BooleanSupplier until) throws InterruptedException {
        while (!until.getAsBoolean() && alive()) {
            look();
            timers();
            if (until.getAsBoolean()) return;
            runCompletions();
            if (until.getAsBoolean()) return;
            if (guest().immediateCount(false) > 0) guest().immediates();
        }
    }

    private void timers() {
        if (timerAt > now) return;
        timerAt = Double.POSITIVE_INFINITY;
        guest().timers(now);
    }

    /// The timers that were due have run; what they leave to do may schedule others after this.
    ///
    /// @param next when the next one is, 0 if there is none; negative if it does not keep the loop alive
    void timersRan(double next) {
        timerAt = next == 0 ? Double.POSITIVE_INFINITY : Math.abs(next);
        timerKeepsAlive = next > 0;
    }

    /// Waits for a completion, as long as there is nothing else to do, and runs all that are there.
    private void runCompletions() throws InterruptedException {
        var first = completions.poll();
        if (first == null && guest().immediateCount(false) == 0) first = await();
        for (int left = completions.size(); first != null; first = left-- > 0 ? completions.poll() : null) {
            first.run();
            look();
        }
    }

    private @Nullable Runnable await() throws InterruptedException {
        if (begun == 0 && handles == 0 && !timerKeepsAlive) return null;
        if (timerAt == Double.POSITIVE_INFINITY) return completions.take();
        double nanos = timerAt * 1e6 - (ticker.getAsLong() - origin);
        return nanos <= 0 ? null : completions.poll((long) Math.ceil(nanos), TimeUnit.NANOSECONDS);
    }

    private Phases guest() {
        var there = phases;
        if (there == null) throw new IllegalStateException("the loop has no guest yet");
        return there;
    }
}
