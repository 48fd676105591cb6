package dev.samovar.core.pool;

import java.time.Duration;

/// How long environments are kept and how many are prepared.
///
/// @param keepAlive how long an environment may be idle
/// @param memoryBudgetMb the memory of all environments together, by their functions' configuration, beyond
///     which idle ones are ended, the longest idle first
/// @param blanks how many blanks are kept ready for each kind that is in use
public record PoolOptions(Duration keepAlive, long memoryBudgetMb, int blanks) {

    /// @throws IllegalArgumentException if a value is negative
    public PoolOptions {
        require(!keepAlive.isNegative(), "the idle time", keepAlive);
        require(memoryBudgetMb >= 0, "the memory budget", memoryBudgetMb);
        require(blanks >= 0, "the number of blanks", blanks);
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) throw new IllegalArgumentException(what + " is at least 0, not " + value);
    }
}
