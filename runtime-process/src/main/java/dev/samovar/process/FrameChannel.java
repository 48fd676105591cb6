package dev.samovar.process;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.Optional;

/// Frames over a channel, in both directions. Used by one thread at a time; closing it from another ends a wait.
final class FrameChannel implements AutoCloseable {
    private static final int SMALL = 64 * 1024;
    private static final int HEAD = 3;

    private final ByteChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(SMALL).flip();
    private final ByteBuffer out = ByteBuffer.allocateDirect(SMALL);

    FrameChannel(ByteChannel channel) {
        this.channel = channel;
    }

    // --- sending

    void send(Frame frame) throws IOException {
        int length = HEAD;
        for (var part : frame.parts()) length += 4 + part.length;
        if (length > Frame.LIMIT) throw new IOException("a frame of " + length + " bytes is too large");
        out.clear();
        out.putInt(length).put((byte) frame.kind()).putShort((short)
                frame.parts().size());
        for (var part : frame.parts()) {
            if (out.remaining() < 4) flush();
            out.putInt(part.length);
            put(part);
        }
        flush();
    }

    private void put(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; ) {
            if (!out.hasRemaining()) flush();
            int piece = Math.min(out.remaining(), bytes.length - at);
            out.put(bytes, at, piece);
            at += piece;
        }
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) channel.write(out);
        out.clear();
    }

    // --- receiving

    /// The next frame, or none at the end.
    ///
    /// @throws IOException if what came is no frame, or its end is missing
    Optional<Frame> receive() throws IOException {
        if (!in.hasRemaining() && !fill()) return Optional.empty();
        int left = number();
        if (left < HEAD || left > Frame.LIMIT)
            throw new IOException("a frame of " + Integer.toUnsignedString(left) + " bytes");
        need(HEAD);
        int kind = in.get() & 0xFF;
        int count = in.getShort() & 0xFFFF;
        left -= HEAD;
        var parts = new ArrayList<byte[]>(Math.min(count, left / 4));
        for (int i = 0; i < count; i++) {
            int length = number();
            left -= 4 + length;
            if (length < 0 || left < 0)
                throw new IOException(
                        "a part of " + Integer.toUnsignedString(length) + " bytes, more than its frame has");
            parts.add(bytes(length));
        }
        if (left != 0) throw new IOException("a frame with " + left + " bytes too many");
        return Optional.of(new Frame(kind, parts));
    }

    private int number() throws IOException {
        need(4);
        return in.getInt();
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = new byte[length];
        for (int at = 0; at < length; ) {
            if (!in.hasRemaining()) need(1);
            int piece = Math.min(in.remaining(), length - at);
            in.get(bytes, at, piece);
            at += piece;
        }
        return bytes;
    }

    private void need(int count) throws IOException {
        while (in.remaining() < count) if (!fill()) throw new EOFException("the connection ended within a frame");
    }

    private boolean fill() throws IOException {
        in.compact();
        try {
            return channel.read(in) > 0;
        } finally {
            in.flip();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
