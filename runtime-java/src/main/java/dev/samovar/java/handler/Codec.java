package dev.samovar.java.handler;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Reads and writes values of one type as JSON.
public interface Codec {

    /// Reads a value.
    @Nullable
    Object read(byte[] json);

    /// Writes a value.
    void write(@Nullable Object value, OutputStream out);
}
