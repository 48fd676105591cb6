package dev.samovar.spi;

/// The end of a log stream that is written to: by one environment, one event at a time.
public interface LogStream extends AutoCloseable {

    /// Appends an event; the store may render it later.
    void append(LogEvent event);

    /// Nothing more will be appended through this end.
    @Override
    default void close() {}
}
