package dev.samovar.spi;

/// A log event and its number, which no other event of its stream has or will have. Of two events that one end
/// appended, the later one has the higher number.
public record NumberedEvent(long number, LogEvent event) {}
