package dev.samovar.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a request was refused before anything ran, in the words and numbers of the Lambda API.
///
/// @param status the HTTP status, such as 404 or 429
/// @param code the error code, such as `TooManyRequestsException`
/// @param message the message
/// @param reason the `Reason` of a throttle, or null
/// @param retryAfter how long to wait before the next try, or null
///
/// Source: AWS Lambda API reference, "Invoke", errors.
public record Refusal(
        int status,
        String code,
        String message,
        @Nullable String reason,
        @Nullable Duration retryAfter) {

    /// A refusal without reason and advice.
    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message, null, null);
    }

    /// The `Reason` of a throttle.
    public Optional<String> optionalReason() {
        return Optional.ofNullable(reason);
    }

    /// How long to wait before the next try.
    public Optional<Duration> optionalRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
