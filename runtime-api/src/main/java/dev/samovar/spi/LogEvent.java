package dev.samovar.spi;

/// One event of a log, kept as data and rendered when read.
public interface LogEvent {

    /// When it happened, in milliseconds since 1970.
    long timestampMillis();

    /// When it reached the store, in milliseconds since 1970: at once, for what a function writes.
    default long ingestedMillis() {
        return timestampMillis();
    }

    /// The text, unchanged: what a function wrote, or one of Lambda's own lines.
    String message();

    /// About how many bytes it takes.
    int weight();
}
