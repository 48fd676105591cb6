package dev.samovar.cli;

import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStream;
import java.time.Duration;
import java.util.List;
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
        return event -> {
            console.log(event);
            keeping.append(event);
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
    public List<LogEvent> events(String group, String stream) {
        return kept.events(group, stream);
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
