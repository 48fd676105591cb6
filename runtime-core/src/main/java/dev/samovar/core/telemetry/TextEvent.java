package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;

/// A log event whose text is known already: what a function wrote.
record TextEvent(long timestampMillis, String message) implements LogEvent {
    @Override
    public int weight() {
        return message.length() + 48;
    }

    @Override
    public String toString() {
        return message;
    }
}
