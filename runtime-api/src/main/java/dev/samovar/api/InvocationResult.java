package dev.samovar.api;

/// What became of a request to invoke: five things that can happen, none of them an exception.
public sealed interface InvocationResult {

    /// The function answered.
    ///
    /// @param payload the bytes as the function wrote them; empty if they were streamed
    record Returned(Payload payload) implements InvocationResult {}

    /// The function ran and failed: it threw, timed out or crashed. Lambda answers this with status
    /// 200 and `X-Amz-Function-Error`.
    record Failed(Fault fault) implements InvocationResult {}

    /// The event was queued.
    record Accepted() implements InvocationResult {}

    /// A dry run found nothing wrong.
    record DryRun() implements InvocationResult {}

    /// Nothing ran: not found, throttled, too large, malformed.
    record Refused(Refusal refusal) implements InvocationResult {}
}
