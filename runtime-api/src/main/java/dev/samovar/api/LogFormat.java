package dev.samovar.api;

/// How a function's log lines are written.
public enum LogFormat {
    /// Plain text.
    TEXT,
    /// One JSON object a line, with levels that can be filtered.
    JSON
}
