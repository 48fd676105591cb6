package dev.samovar.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of asynchronous events of a function, a version or an alias.
///
/// @param arn what it is about, always with its qualifier
/// @param maximumRetryAttempts how often a failed event is tried again, 0 to 2; null for 2
/// @param maximumEventAgeSeconds how long an event may wait, 60 to 21600 seconds; null for 21600
/// @param onSuccess the ARN that hears of what succeeded, or null
/// @param onFailure the ARN that hears of what failed, or null
/// @param modified when it was changed last
///
/// Source: AWS Lambda API reference, "PutFunctionEventInvokeConfig".
public record EventInvokeConfig(
        FunctionArn arn,
        @Nullable Integer maximumRetryAttempts,
        @Nullable Integer maximumEventAgeSeconds,
        @Nullable String onSuccess,
        @Nullable String onFailure,
        Instant modified) {

    /// What a request wants of it. What is null is not said, a destination that is empty is taken away.
    public record Change(
            @Nullable Integer maximumRetryAttempts,
            @Nullable Integer maximumEventAgeSeconds,
            @Nullable String onSuccess,
            @Nullable String onFailure) {}
}
