package dev.samovar.cli;

import dev.samovar.spi.ForwardingLogStore;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.LogStream;
import java.util.List;

/// Shows each log event the moment it is written, and has another store keep it.
final class TerminalLogs extends ForwardingLogStore {
    private final Console console;

    TerminalLogs(Console console, LogStore kept) {
        super(kept);
        this.console = console;
    }

    @Override
    public LogStream stream(String group, String stream) {
        var keeping = super.stream(group, stream);
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
    public void put(String group, String stream, List<? extends LogEvent> events) {
        events.forEach(console::log);
        super.put(group, stream, events);
    }
}
