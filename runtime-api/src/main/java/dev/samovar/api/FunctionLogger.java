package dev.samovar.api;

/// The log of a function, as a [Handler] writes it.
public interface FunctionLogger {

    /// Writes text as it is, whatever the level filter.
    void log(String message);

    /// Writes a message with its level, if the function's level filter lets it pass.
    void log(LogLevel level, String message);
}
