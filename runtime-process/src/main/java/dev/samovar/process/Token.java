package dev.samovar.process;

import dev.samovar.spi.FrameKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// What a child proves itself with, and what marks records in its output. Its first byte is one that text does not
/// have.
final class Token {
    static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The bytes, which nobody may change.
    byte[] bytes() {
        return bytes;
    }

    static Token make() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        bytes[0] = 0x1E;
        return new Token(bytes);
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// The bytes of a mark in a child's output.
    byte[] mark() {
        return Arrays.copyOf(bytes, LENGTH + 5);
    }

    /// The beginning of a record in a child's output, up to its kind, as `printf %b` has it.
    String escaped() {
        var text = new StringBuilder();
        for (var each : bytes) text.append("\\0").append(Integer.toOctalString(each & 0xFF));
        return text.toString();
    }

    /// The bytes of the frame that a child says hello with.
    byte[] hello() {
        var text = hex().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(11 + text.length)
                .putInt(7 + text.length)
                .put((byte) FrameKind.HELLO)
                .putShort((short) 1)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
