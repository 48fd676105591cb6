package dev.samovar.spi;

/// The end of a log stream that is written to.
public interface LogStream {

    /// Appends an event; the store may render it later.
    void append(LogEvent event);
}
