package dev.samovar.http.logs;

import dev.samovar.spi.LogEvent;

/// An event that a client puts.
record PutEvent(long timestampMillis, long ingestedMillis, String message) implements LogEvent {
    @Override
    public int weight() {
        return message.length() + 56;
    }
}
