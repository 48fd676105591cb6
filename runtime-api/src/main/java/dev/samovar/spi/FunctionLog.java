package dev.samovar.spi;

import dev.samovar.api.LogLevel;
import org.jspecify.annotations.Nullable;

/// Takes what a function writes. Safe for use by several threads.
public interface FunctionLog {

    /// Bytes of standard output or error, as they come; each line becomes a log event of its own.
    void raw(byte[] bytes, int offset, int length);

    /// One framed message, which stays one log event whatever line breaks it has.
    ///
    /// @param level its level, or null for a message that no filter drops
    void message(@Nullable LogLevel level, String text);

    /// One line of an extension's, which is beside the function.
    default void extension(String text) {
        message(null, text);
    }

    /// One message of the platform's, which no filter drops. A listener is not told of it here: it hears in other ways
    /// what it says.
    default void aside(String text) {
        message(null, text);
    }

    /// From now on, has all that is written here, and what the platform tells of the environment, told to a listener
    /// too, whatever of it is kept. The one before is told no more.
    ///
    /// @param listener null for nobody
    default void tell(@Nullable TelemetryListener listener) {}

    /// Whether a line of this level would be kept.
    boolean keeps(LogLevel level);
}
