package dev.samovar.api;

/// Whether the caller wants the end of the invocation's log.
public enum LogType {
    NONE,
    /// The last 4096 bytes, with [Invocation#logTail()].
    TAIL
}
