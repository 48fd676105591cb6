package dev.samovar.java.handler;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes that a serializer writes. Most answers come in one write, and that one is copied once and to its size.
public final class Written extends OutputStream {
    private static final byte[] NOTHING = {};

    private byte[] only = NOTHING;
    private @Nullable ByteArrayOutputStream several;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (several != null) {
            several.write(bytes, offset, length);
        } else if (only.length == 0) {
            only = Arrays.copyOfRange(bytes, offset, offset + length);
        } else {
            several = new ByteArrayOutputStream(4 * (only.length + length));
            several.writeBytes(only);
            several.write(bytes, offset, length);
        }
    }

    /// All that was written; not to be written to any more.
    public byte[] bytes() {
        return several == null ? only : several.toByteArray();
    }
}
