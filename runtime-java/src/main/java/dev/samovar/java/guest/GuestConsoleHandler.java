package dev.samovar.java.guest;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// Prints to the guest's standard error what a `ConsoleHandler` would print to the host's, in the same two lines.
final class GuestConsoleHandler extends ConsoleHandler {
    private final Guest guest;

    GuestConsoleHandler(Guest guest) {
        this.guest = guest;
        setOutputStream(OutputStream.nullOutputStream());
        setFormatter(new TwoLines(guest));
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) guest.err().print(getFormatter().format(record));
    }

    @Override
    public synchronized void flush() {
        if (guest != null) guest.err().flush();
    }

    /// Standard error stays open.
    @Override
    public synchronized void close() {
        flush();
    }

    private static final class TwoLines extends Formatter {
        private final Guest guest;

        TwoLines(Guest guest) {
            this.guest = guest;
        }

        @Override
        public String format(LogRecord record) {
            var when = record.getInstant().atZone(guest.zone());
            return String.format(
                    Locale.US,
                    "%1$tb %1$td, %1$tY %1$tl:%1$tM:%1$tS %1$Tp %2$s%n%3$s: %4$s%5$s%n",
                    when,
                    source(record),
                    record.getLevel(),
                    formatMessage(record),
                    thrown(record));
        }

        private static String source(LogRecord record) {
            var type = record.getSourceClassName();
            if (type == null) return String.valueOf(record.getLoggerName());
            var method = record.getSourceMethodName();
            return method == null ? type : type + " " + method;
        }

        private static String thrown(LogRecord record) {
            var thrown = record.getThrown();
            if (thrown == null) return "";
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            return System.lineSeparator() + text.toString().stripTrailing();
        }
    }
}
