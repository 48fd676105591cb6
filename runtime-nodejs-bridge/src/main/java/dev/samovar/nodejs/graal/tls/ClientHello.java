package dev.samovar.nodejs.graal.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a client says first, as far as a server must know it before it decides who it is.
///
/// @param serverName whom the client wants; null if it does not say
record ClientHello(@Nullable String serverName) {
    private static final ClientHello SILENT = new ClientHello(null);
    private static final int HANDSHAKE = 22;
    private static final int HELLO = 1;
    private static final int RECORD_HEADER = 5;
    private static final int SERVER_NAME = 0;

    /// Reads it; null as long as it has not all come. What is none says nothing.
    static @Nullable ClientHello of(byte[] received) {
        if (received.length == 0) return null;
        if (received[0] != HANDSHAKE) return SILENT;
        if (received.length < RECORD_HEADER) return null;
        var record = ByteBuffer.wrap(received);
        int length = record.getShort(3) & 0xffff;
        if (received.length < RECORD_HEADER + length) return null;
        try {
            return read(record.slice(RECORD_HEADER, length));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return SILENT;
        }
    }

    private static ClientHello read(ByteBuffer hello) {
        if (hello.get() != HELLO) return SILENT;
        skip(hello, 3 + 2 + 32);
        skip(hello, hello.get() & 0xff);
        skip(hello, hello.getShort() & 0xffff);
        skip(hello, hello.get() & 0xff);
        if (!hello.hasRemaining()) return SILENT;
        hello.getShort();
        while (hello.hasRemaining()) {
            int kind = hello.getShort();
            int length = hello.getShort() & 0xffff;
            if (kind != SERVER_NAME) {
                skip(hello, length);
                continue;
            }
            skip(hello, 2 + 1);
            var name = new byte[hello.getShort() & 0xffff];
            hello.get(name);
            return new ClientHello(new String(name, StandardCharsets.US_ASCII));
        }
        return SILENT;
    }

    private static void skip(ByteBuffer in, int count) {
        in.position(in.position() + count);
    }
}
