package dev.samovar.api;

import org.jspecify.annotations.Nullable;

/// How a function logs: the format, the two level filters and the group.
///
/// @param format text or JSON
/// @param applicationLevel the lowest level of the function's own lines that is kept; JSON only,
///     null means INFO
/// @param systemLevel the lowest level of the platform's lines that is kept (DEBUG, INFO or WARN); JSON only,
///     null means INFO
/// @param group the log group, or null for `/aws/lambda/<function>`
///
/// Source: AWS Lambda API reference, "LoggingConfig".
public record LoggingConfig(
        LogFormat format,
        @Nullable LogLevel applicationLevel,
        @Nullable LogLevel systemLevel,
        @Nullable String group) {

    /// Text, unfiltered, in the default group.
    public static final LoggingConfig TEXT = new LoggingConfig(LogFormat.TEXT, null, null, null);

    /// JSON with levels from INFO on, in the default group.
    public static final LoggingConfig JSON = new LoggingConfig(LogFormat.JSON, null, null, null);

    /// @throws IllegalArgumentException if a level is given for text, the system level is none of its three, or
    ///     the group is not a log group name
    public LoggingConfig {
        if (format == LogFormat.TEXT && (applicationLevel != null || systemLevel != null))
            throw new IllegalArgumentException("log levels can be set with LogFormat JSON only");
        if (systemLevel != null
                && (systemLevel.compareTo(LogLevel.DEBUG) < 0 || systemLevel.compareTo(LogLevel.WARN) > 0))
            throw new IllegalArgumentException("the system log level is DEBUG, INFO or WARN, not " + systemLevel);
        if (group != null && !group.matches("[.\\-_/#A-Za-z0-9]{1,512}"))
            throw new IllegalArgumentException("not a log group name: '" + Excerpt.of(group) + "'");
    }

    /// The group of a function that is named so.
    public String groupOf(FunctionName name) {
        return group == null ? "/aws/lambda/" + name : group;
    }
}
