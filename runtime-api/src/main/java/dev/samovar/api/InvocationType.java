package dev.samovar.api;

/// Whether the caller waits for the answer.
public enum InvocationType {
    /// Runs the function and answers with its result.
    REQUEST_RESPONSE,
    /// Queues the event and answers at once.
    EVENT,
    /// Checks that the function exists and the request is well-formed, and runs nothing.
    DRY_RUN
}
