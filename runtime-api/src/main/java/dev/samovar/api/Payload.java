package dev.samovar.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The immutable output of an invocation: the bytes exactly as the function answered them.
public final class Payload {

    /// No bytes at all: what remains of an answer that was streamed.
    public static final Payload EMPTY = new Payload(new byte[0]);

    /// The JSON text `null`, which a function without a result answers.
    public static final Payload NULL = json("null");

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A payload from JSON text, or any text, in UTF-8.
    public static Payload json(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A payload from a copy of the bytes.
    public static Payload of(byte[] bytes) {
        return new Payload(bytes.clone());
    }

    /// A payload that takes over the array, which nobody may change from here on.
    public static Payload owning(byte[] bytes) {
        return new Payload(bytes);
    }

    /// The number of bytes.
    public int size() {
        return bytes.length;
    }

    /// A copy of the bytes.
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /// A read-only view of the bytes.
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /// A stream of the bytes.
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /// Writes the bytes as they are.
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /// The bytes read as UTF-8.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
