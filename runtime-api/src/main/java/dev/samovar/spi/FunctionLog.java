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

    /// Whether a line of this level would be kept.
    boolean keeps(LogLevel level);
}
