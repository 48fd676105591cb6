package dev.samovar.core.telemetry;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.Report;
import dev.samovar.spi.LogEvent;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The platform's own log events: Lambda's START, END, REPORT and INIT lines, kept as data.
///
/// Source: AWS Lambda developer guide, "Lambda Telemetry API Event schema reference" and "Sending Lambda
/// function logs to CloudWatch Logs".
public sealed interface PlatformEvent extends LogEvent {

    /// The version that runs, whose logging configuration says how the line is written.
    FunctionVersion version();

    /// The lowest system log level that still shows this event in JSON format; text shows all that have
    /// a text form.
    LogLevel level();

    /// Whether the format has a line for this event.
    default boolean shownIn(LogFormat format) {
        return true;
    }

    @Override
    default String message() {
        return version().spec().logging().format() == LogFormat.JSON
                ? PlatformJson.line(this)
                : PlatformText.line(this);
    }

    @Override
    default int weight() {
        return 160;
    }

    /// How a phase ended.
    enum Status {
        SUCCESS,
        ERROR,
        TIMEOUT
    }

    /// Where an invocation comes from, as listeners are told.
    ///
    /// @param trace its X-Ray header
    record Origin(String trace, @Nullable String tenantId) {}

    /// An environment begins to initialise.
    record InitStart(long timestampMillis, FunctionVersion version, String initializationType, String phase)
            implements PlatformEvent {
        @Override
        public String toString() {
            return message();
        }

        @Override
        public LogLevel level() {
            return LogLevel.INFO;
        }
    }

    /// An initialisation is over.
    record InitDone(
            long timestampMillis,
            FunctionVersion version,
            String initializationType,
            String phase,
            Status status,
            @Nullable String errorType)
            implements PlatformEvent {
        @Override
        public String toString() {
            return message();
        }

        @Override
        public LogLevel level() {
            return status == Status.SUCCESS ? LogLevel.DEBUG : LogLevel.WARN;
        }

        @Override
        public boolean shownIn(LogFormat format) {
            return format == LogFormat.JSON;
        }
    }

    /// An initialisation that did not go well, or one that ran apart from any invocation.
    record InitReport(
            long timestampMillis,
            FunctionVersion version,
            String initializationType,
            String phase,
            Duration took,
            Status status,
            @Nullable String errorType)
            implements PlatformEvent {
        @Override
        public String toString() {
            return message();
        }

        @Override
        public LogLevel level() {
            return status == Status.SUCCESS ? LogLevel.INFO : LogLevel.WARN;
        }
    }

    /// An invocation reaches its handler.
    ///
    /// @param origin null where nobody listens, since no line has it
    record Start(
            long timestampMillis,
            FunctionVersion version,
            UUID requestId,
            @Nullable Origin origin) implements PlatformEvent {
        @Override
        public String toString() {
            return message();
        }

        @Override
        public LogLevel level() {
            return LogLevel.INFO;
        }
    }

    /// The runtime ended in the middle of an invocation, or could not be initialised for it.
    record RuntimeError(
            long timestampMillis, FunctionVersion version, UUID requestId, String errorType, String errorMessage)
            implements PlatformEvent {
        @Override
        public String toString() {
            return message();
        }

        @Override
        public LogLevel level() {
            return LogLevel.WARN;
        }

        @Override
        public boolean shownIn(LogFormat format) {
            return format == LogFormat.TEXT;
        }
    }

    /// An invocation is over.
    ///
    /// @param errorType of a runtime that failed, or null
    /// @param producedBytes how many bytes the handler answered
    /// @param origin null where nobody listens, since no line has it
    record End(
            long timestampMillis,
            FunctionVersion version,
            UUID requestId,
            Status status,
            @Nullable String errorType,
            Report report,
            long producedBytes,
            @Nullable Origin origin)
            implements PlatformEvent {
        @Override
        public String toString() {
            return message();
        }

        @Override
        public LogLevel level() {
            return status == Status.SUCCESS ? LogLevel.DEBUG : LogLevel.WARN;
        }
    }

    /// What an invocation cost.
    ///
    /// @param trace the X-Ray header, or null unless tracing is active
    record Reported(
            long timestampMillis,
            FunctionVersion version,
            UUID requestId,
            Report report,
            Status status,
            @Nullable String errorType,
            @Nullable String trace)
            implements PlatformEvent {
        @Override
        public String toString() {
            return message();
        }

        @Override
        public LogLevel level() {
            return status == Status.SUCCESS ? LogLevel.INFO : LogLevel.WARN;
        }
    }
}
