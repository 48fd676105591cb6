package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;

/// A log event that reached the store later than it happened.
record TakenEvent(long timestampMillis, long ingestedMillis, String message) implements LogEvent {
    @Override
    public int weight() {
        return message.length() + 56;
    }

    @Override
    public String toString() {
        return message;
    }
}
