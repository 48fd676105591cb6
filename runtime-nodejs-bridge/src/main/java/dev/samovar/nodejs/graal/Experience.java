package dev.samovar.nodejs.graal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What a version showed of itself while it ran, and what of it speaks against this engine.
final class Experience {
    /// How many budgets a version may owe.
    private static final int OWED = 10;

    /// More than this is as good as no budget, and could not be counted.
    private static final Duration MOST = Duration.ofDays(365);

    private final long budgetNanos;
    private final AtomicLong owedNanos = new AtomicLong();
    private volatile Optional<String> objection = Optional.empty();

    /// @param budget the processor time that one invocation may take
    Experience(Duration budget) {
        this.budgetNanos = budget.compareTo(MOST) > 0 ? MOST.toNanos() : budget.toNanos();
    }

    /// An invocation took so much processor time.
    void took(long nanos) {
        long owed = owedNanos.updateAndGet(before -> Math.max(0, before + nanos - budgetNanos));
        if (owed > OWED * budgetNanos && objection.isEmpty())
            objection =
                    Optional.of("an invocation took " + nanos / 1_000_000 + " ms of processor time on engine graaljs");
    }

    /// The code called something that there is not.
    void lacked(String what) {
        objection = Optional.of("it called " + what + ", which engine graaljs lacks");
    }

    Optional<String> objection() {
        return objection;
    }
}
