package dev.samovar.cli;

import dev.samovar.api.Payload;
import dev.samovar.spi.LogEvent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The two streams of the command: payloads go to one, everything else to the other. Safe for use by several
/// threads.
///
/// Each write is one call of the system, so that a reader never sees half a line and nothing waits in a buffer.
final class Console {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final OutputStream out;
    private final OutputStream err;
    private final boolean isTerminal;

    Console(OutputStream out, OutputStream err) {
        this(out, err, false);
    }

    private Console(OutputStream out, OutputStream err, boolean isTerminal) {
        this.out = out;
        this.err = err;
        this.isTerminal = isTerminal;
    }

    /// The process's own streams. From here on, whatever else prints to standard output prints to standard
    /// error.
    static Console ofProcess() {
        System.setOut(System.err);
        return new Console(
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), isTerminalThere());
    }

    @SuppressWarnings("SystemConsoleNull") // It is null where the JVM is told to have none.
    private static boolean isTerminalThere() {
        var there = System.console();
        return there != null && there.isTerminal();
    }

    /// Whether somebody reads what is written, as far as can be told.
    boolean isTerminal() {
        return isTerminal;
    }

    /// Writes a payload's bytes and nothing else.
    synchronized void payload(Payload payload) {
        try {
            payload.writeTo(out);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /// Ends a payload's line, where several payloads follow each other.
    void endOfPayload() {
        payload(Payload.json("\n"));
    }

    /// Writes a line that was asked for.
    void line(String text) {
        payload(Payload.json(TerminalText.onOneLine(text) + "\n"));
    }

    /// Tells the user something about the run.
    void note(String text) {
        error("samovar: " + TerminalText.onOneLine(text) + "\n");
    }

    /// Shows an event of a function's log.
    void log(LogEvent event) {
        error(TerminalText.of(event));
    }

    /// Shows a part of a function's log that was read from elsewhere. Nobody tells which of its lines the function
    /// wrote,
    /// so none stands where Samovar's own do.
    void log(String text) {
        text.lines().forEach(line -> error(TerminalText.behind("  ", line)));
    }

    /// Writes an event of a log that was asked for.
    void event(Instant time, String message) {
        payload(Payload.json(TerminalText.behind(TIME.format(time) + " ", message)));
    }

    private synchronized void error(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /// Where help that was asked for is printed.
    PrintWriter help() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /// Where help is printed that was not asked for.
    PrintWriter reminder() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    private static UncheckedIOException cannotWrite(IOException e) {
        return new UncheckedIOException("cannot write the output: " + e.getMessage(), e);
    }
}
