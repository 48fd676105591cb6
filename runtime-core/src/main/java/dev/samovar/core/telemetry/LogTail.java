package dev.samovar.core.telemetry;

import dev.samovar.spi.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/// The last 4096 bytes of one invocation's log.
///
/// Source: AWS Lambda API reference, "Invoke", `LogResult`.
public final class LogTail {
    private static final int LONGEST = 4096;
    private final ArrayDeque<LogEvent> events = new ArrayDeque<>();

    /// An empty tail.
    public LogTail() {}

    synchronized void add(LogEvent event) {
        events.add(event);
        if (events.size() > LONGEST) events.removeFirst();
    }

    /// The text, cut at its beginning between characters.
    public synchronized String text() {
        var parts = new ArrayDeque<String>();
        int size = 0;
        for (var all = events.descendingIterator(); all.hasNext() && size < LONGEST; ) {
            var message = all.next().message();
            parts.addFirst(message);
            size += message.getBytes(StandardCharsets.UTF_8).length;
        }
        var bytes = String.join("", parts).getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, bytes.length - LONGEST);
        while (from < bytes.length && (bytes[from] & 0xC0) == 0x80) from++;
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
