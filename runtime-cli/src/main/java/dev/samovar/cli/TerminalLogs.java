package dev.samovar.cli;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogGroup;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStream;
import dev.samovar.spi.NumberedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Shows each log event the moment it is written, and has another store keep it.
final class TerminalLogs implements LogStore {
    private final Console console;
    private final LogStore kept;

    TerminalLogs(Console console, LogStore kept) {
        this.console = console;
        this.kept = kept;
    }

    @Override
    public LogStream stream(String group, String stream) {
        var keeping = kept.stream(group, stream);
        return new LogStream() {
            @Override
            public void append(LogEvent event) {
                console.log(event);
                keeping.append(event);
            }

            @Override
            public void close() {
                keeping.close();
            }
        };
    }

    @Override
    public List<String> groups() {
        return kept.groups();
    }

    @Override
    public List<String> streams(String group) {
        return kept.streams(group);
    }

    @Override
    public Creation create(String group) {
        return kept.create(group);
    }

    @Override
    public Creation create(String group, String stream) {
        return kept.create(group, stream);
    }

    @Override
    public void put(String group, String stream, List<? extends LogEvent> events) {
        events.forEach(console::log);
        kept.put(group, stream, events);
    }

    @Override
    public Optional<LogGroup> group(String group) {
        return kept.group(group);
    }

    @Override
    public OptionalLong createdMillis(String group, String stream) {
        return kept.createdMillis(group, stream);
    }

    @Override
    public List<NumberedEvent> numbered(String group, String stream) {
        return kept.numbered(group, stream);
    }

    @Override
    public void tags(String group, Map<String, String> tags) {
        kept.tags(group, tags);
    }

    @Override
    public void delete(String group, String stream) {
        kept.delete(group, stream);
    }

    @Override
    public void retention(String group, @Nullable Duration age) {
        kept.retention(group, age);
    }

    @Override
    public void delete(String group) {
        kept.delete(group);
    }

    @Override
    public void close() {
        kept.close();
    }
}
