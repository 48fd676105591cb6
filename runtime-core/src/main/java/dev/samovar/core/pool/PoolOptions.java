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
        if (keepAlive.isNegative() || memoryBudgetMb < 0 || blanks < 0)
            throw new IllegalArgumentException("keep-alive, memory budget and blanks are at least 0");
    }
}
