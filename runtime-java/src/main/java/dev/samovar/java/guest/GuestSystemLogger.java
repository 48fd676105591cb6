package dev.samovar.java.guest;

import java.util.ResourceBundle;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A `System.Logger` over one of the guest's loggers.
final class GuestSystemLogger implements System.Logger {
    private final Logger logger;

    GuestSystemLogger(Logger logger) {
        this.logger = logger;
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return logger.isLoggable(level(level));
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        write(level, bundle, message, thrown);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object... parameters) {
        write(level, bundle, format, null, parameters);
    }

    private void write(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String message,
            @Nullable Throwable thrown,
            Object... parameters) {
        if (!isLoggable(level)) return;
        var record = new LogRecord(level(level), message);
        record.setLoggerName(logger.getName());
        record.setResourceBundle(bundle);
        record.setParameters(parameters);
        record.setThrown(thrown);
        record.setSourceClassName(logger.getName());
        logger.log(record);
    }

    private static java.util.logging.Level level(Level level) {
        return switch (level) {
            case ALL -> java.util.logging.Level.ALL;
            case TRACE -> java.util.logging.Level.FINER;
            case DEBUG -> java.util.logging.Level.FINE;
            case INFO -> java.util.logging.Level.INFO;
            case WARNING -> java.util.logging.Level.WARNING;
            case ERROR -> java.util.logging.Level.SEVERE;
            case OFF -> java.util.logging.Level.OFF;
        };
    }
}
