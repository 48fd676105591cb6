package dev.samovar.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The immutable input of an invocation: JSON text in UTF-8, up to 6 MiB.
///
/// Making an event only wraps the bytes. The runtime checks, once and before anything runs,
/// that they are JSON and not too large; what is not is refused with
/// `InvalidRequestContentException` or `RequestEntityTooLargeException`.
public final class Event {

    /// The event `{}`, which an empty payload stands for.
    public static final Event EMPTY = new Event(new byte[] {'{', '}'});

    private final byte[] bytes;

    private Event(byte[] bytes) {
        this.bytes = bytes;
    }

    /// An event from JSON text. No text at all stands for `{}`.
    public static Event json(String text) {
        return owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /// An event from a copy of JSON text in UTF-8. No bytes at all stand for `{}`.
    public static Event json(byte[] utf8) {
        return utf8.length == 0 ? EMPTY : new Event(utf8.clone());
    }

    /// An event that takes over the array, which nobody may change from here on. No bytes at all
    /// stand for `{}`.
    public static Event owning(byte[] utf8) {
        return utf8.length == 0 ? EMPTY : new Event(utf8);
    }

    /// A copy of the bytes.
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /// A read-only view of the bytes.
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /// The bytes themselves, for readers that promise not to change them; no copy is made.
    public byte[] unsafeBytes() {
        return bytes;
    }

    /// The number of bytes.
    public int size() {
        return bytes.length;
    }

    /// The JSON text.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Event[" + bytes.length + " bytes]";
    }
}
