package dev.samovar.java.handler;

import org.jspecify.annotations.Nullable;

/// Reads and writes values of one type as JSON.
public interface Codec {

    /// Reads a value.
    @Nullable
    Object read(byte[] json);

    /// Writes a value.
    byte[] write(@Nullable Object value);
}
