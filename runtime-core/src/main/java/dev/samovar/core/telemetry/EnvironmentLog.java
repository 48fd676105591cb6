package dev.samovar.core.telemetry;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.spi.FunctionLog;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStream;
import dev.samovar.spi.TelemetryListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log of one environment: takes what its function and the platform write, filters by level, and appends
/// to one stream.
///
/// Everything that reached it before [#platform] is in the stream before that event. A line of raw output that
/// has no line break yet is kept until it has one, until it is 256 KiB long, or until the platform writes.
public final class EnvironmentLog implements FunctionLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentLog.class);
    private static final int LONGEST_EVENT = 256 * 1024;

    private final LogStream stream;
    private final LongSupplier millis;
    private final boolean json;
    private final LogLevel applicationLevel;
    private final LogLevel systemLevel;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean unfinished;
    private @Nullable LogTail tail;
    private @Nullable TelemetryListener listener;

    /// That the environment is being initialised, which whoever listens a little later is told too.
    private @Nullable PlatformEvent begun;

    /// @param millis the time of day in milliseconds since 1970
    public EnvironmentLog(FunctionVersion version, LogStream stream, LongSupplier millis) {
        var logging = version.spec().logging();
        this.stream = stream;
        this.millis = millis;
        this.json = logging.format() == LogFormat.JSON;
        this.applicationLevel = logging.applicationLevel() == null ? LogLevel.INFO : logging.applicationLevel();
        this.systemLevel = logging.systemLevel() == null ? LogLevel.INFO : logging.systemLevel();
    }

    @Override
    public synchronized void raw(byte[] bytes, int offset, int length) {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] != '\n') continue;
            line.write(bytes, start, i + 1 - start);
            unfinished = true;
            flush();
            start = i + 1;
        }
        line.write(bytes, start, offset + length - start);
        unfinished = line.size() > 0;
        if (line.size() >= LONGEST_EVENT) flush();
    }

    @Override
    public synchronized void message(@Nullable LogLevel level, String text) {
        tell("function", text);
        if (level != null && !keeps(level)) return;
        flush();
        append(new TextEvent(millis.getAsLong(), text));
    }

    @Override
    public synchronized void extension(String text) {
        flush();
        tell("extension", text);
        append(new TextEvent(millis.getAsLong(), text));
    }

    @Override
    public synchronized void aside(String text) {
        flush();
        append(new TextEvent(millis.getAsLong(), text));
    }

    @Override
    public synchronized void tell(@Nullable TelemetryListener to) {
        listener = to;
        if (begun != null) tellListener(begun);
    }

    /// Whether somebody listens.
    public synchronized boolean isHeard() {
        return listener != null;
    }

    /// Tells the listener alone of one of the platform's events.
    public synchronized void tellListener(PlatformEvent event) {
        if (listener != null)
            listener.event(PlatformJson.type(event), event.timestampMillis(), PlatformJson.record(event));
    }

    private void tell(String type, String text) {
        if (listener != null) listener.event(type, millis.getAsLong(), TextRecord.of(text, json));
    }

    @Override
    public boolean keeps(LogLevel level) {
        return !json || level.compareTo(applicationLevel) >= 0;
    }

    /// Appends one of the platform's events, after everything the function wrote so far.
    public synchronized void platform(PlatformEvent event) {
        flush();
        appendIfShown(event);
    }

    /// Appends two of the platform's events with nothing between them.
    public synchronized void platform(PlatformEvent first, PlatformEvent second) {
        flush();
        appendIfShown(first);
        appendIfShown(second);
    }

    private void appendIfShown(PlatformEvent event) {
        begun = event instanceof PlatformEvent.InitStart ? event : null;
        if (!(event instanceof PlatformEvent.RuntimeError)) tellListener(event);
        if (json && event.level().compareTo(systemLevel) < 0) return;
        if (!event.shownIn(json ? LogFormat.JSON : LogFormat.TEXT)) return;
        append(event);
    }

    /// Has the events from here on collected for a caller that wants the end of the log, or stops
    /// that with null.
    public synchronized void collect(@Nullable LogTail into) {
        tail = into;
    }

    /// Writes what is left and ends the stream.
    @Override
    public synchronized void close() {
        flush();
        try {
            stream.close();
        } catch (RuntimeException | Error e) {
            lost(e);
        }
    }

    private void flush() {
        if (!unfinished) return;
        var text = line.toString(StandardCharsets.UTF_8);
        tell("function", text);
        if (!json || keeps(LineLevel.of(line.toByteArray()))) append(new TextEvent(millis.getAsLong(), text));
        line.reset();
        unfinished = false;
    }

    private void append(LogEvent event) {
        if (tail != null) tail.add(event);
        try {
            stream.append(event);
        } catch (RuntimeException | Error e) {
            lost(e);
        }
    }

    /// A store that fails loses lines, and nothing else.
    private static void lost(Throwable error) {
        LOG.warn("the log store failed; lines of a function are lost", error);
    }
}
