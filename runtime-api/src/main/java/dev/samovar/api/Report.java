package dev.samovar.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one invocation cost: the figures of the REPORT line.
///
/// @param duration the time the handler took, without initialisation
/// @param init the time initialisation took, or null for a warm start
/// @param memoryMb the function's memory in MiB
/// @param maxMemoryMb the most memory its environment used, in MiB
/// @param maxMemoryMeasure how that was measured, as a sentence
/// @param logsDropped log events that could not be kept
///
/// Source: AWS Lambda developer guide, "Viewing logs for Lambda functions", and the billing rule of August
/// 2025.
public record Report(
        Duration duration,
        @Nullable Duration init,
        int memoryMb,
        int maxMemoryMb,
        String maxMemoryMeasure,
        long logsDropped) {

    /// The time initialisation took, if this was a cold start.
    public Optional<Duration> optionalInit() {
        return Optional.ofNullable(init);
    }

    /// Duration and initialisation together, rounded up to whole milliseconds.
    public long billedMillis() {
        var nanos = duration.toNanos() + (init == null ? 0 : init.toNanos());
        return Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    /// Memory times billed time, in GB-seconds.
    public double gigabyteSeconds() {
        return memoryMb / 1024.0 * billedMillis() / 1000.0;
    }
}
