package dev.samovar.api;

/// The severity of a line in a function's log, lowest first.
///
/// Source: AWS Lambda developer guide, "Log-level filtering".
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL
}
