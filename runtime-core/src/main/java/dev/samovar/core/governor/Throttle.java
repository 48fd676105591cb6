package dev.samovar.core.governor;

import java.time.Duration;

/// Why a request is throttled, with Lambda's `Reason` and how long a caller does well to wait.
///
/// Source: AWS Lambda API reference, `TooManyRequestsException`, `Reason`.
public enum Throttle implements Admission {
    /// The function's reserved concurrency is in use, or is 0.
    RESERVED_CONCURRENCY("ReservedFunctionConcurrentInvocationLimitExceeded"),
    /// The account's unreserved concurrency is in use.
    CONCURRENCY("ConcurrentInvocationLimitExceeded"),
    /// More than ten requests a second for each reserved unit.
    RESERVED_RATE("ReservedFunctionInvocationRateLimitExceeded"),
    /// More than ten requests a second for each unit of the account.
    RATE("FunctionInvocationRateLimitExceeded"),
    /// More than a thousand environment starts of the function within ten seconds.
    STARTS("ConcurrentInvocationLimitExceeded"),
    /// Too many bytes of asynchronous events wait.
    EVENTS("CallerRateLimitExceeded"),
    /// Too many of the function's instances missed their deadline and could not be killed.
    QUARANTINE("ConcurrentInvocationLimitExceeded");

    private final String reason;

    Throttle(String reason) {
        this.reason = reason;
    }

    /// The value of Lambda's `Reason`.
    public String reason() {
        return reason;
    }

    /// How long to wait before trying again: a second, within which every rate refills.
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }
}
