package dev.samovar.core.async;

/// Why an event is done.
///
/// Source: contract of invocations, "Async (Event)", invocation record.
enum Condition {
    SUCCESS("Success"),
    RETRIES_EXHAUSTED("RetriesExhausted"),
    EVENT_AGE_EXCEEDED("EventAgeExceeded"),
    ZERO_RESERVED_CONCURRENCY("ZeroReservedConcurrency"),
    RECURSIVE_INVOCATION("RecursiveInvocation");

    private final String text;

    Condition(String text) {
        this.text = text;
    }

    /// As records say it.
    @Override
    public String toString() {
        return text;
    }
}
