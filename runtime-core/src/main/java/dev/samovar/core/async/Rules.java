package dev.samovar.core.async;

import dev.samovar.api.EventInvokeConfig;
import dev.samovar.core.seam.Nanos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What becomes of events of a function, or of one of its qualifiers.
///
/// @param retries how often what failed is tried again
/// @param maximumAge how long an event may wait, in nanoseconds
/// @param onSuccess the ARN that hears of what succeeded, or null
/// @param onFailure the ARN that hears of what failed, or null
/// @param deadLetters the ARN that gets events that failed, or null
///
/// Source: contract of invocations, "Async (Event)".
public record Rules(
        int retries,
        long maximumAge,
        @Nullable String onSuccess,
        @Nullable String onFailure,
        @Nullable String deadLetters) {
    private static final int RETRIES = 2;
    private static final int AGE_SECONDS = 21_600;

    /// The rules of a configuration, with Lambda's defaults where it says nothing.
    public static Rules of(@Nullable EventInvokeConfig config, @Nullable String deadLetters) {
        var retries = config == null ? null : config.maximumRetryAttempts();
        var age = config == null ? null : config.maximumEventAgeSeconds();
        return new Rules(
                retries == null ? RETRIES : retries,
                Nanos.of(Duration.ofSeconds(age == null ? AGE_SECONDS : age)),
                config == null ? null : config.onSuccess(),
                config == null ? null : config.onFailure(),
                deadLetters);
    }

    /// How long an event waits that failed this often, in nanoseconds.
    static long delayAfter(int attempts) {
        return Nanos.of(Duration.ofMinutes(attempts == 1 ? 1 : 2));
    }

    /// How long events of a function wait that was throttled this often in a row, in nanoseconds: a second, and twice
    /// as long each time, up to five minutes.
    static long delayOfThrottle(int throttles) {
        return Nanos.of(Duration.ofSeconds(Math.min(300, 1L << Math.min(throttles - 1, 9))));
    }
}
