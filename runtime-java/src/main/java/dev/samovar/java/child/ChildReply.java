package dev.samovar.java.child;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import dev.samovar.spi.FrameKind;
import dev.samovar.spi.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Tells the host the answer. One that is too large is told as one byte more than Lambda takes: the host says
/// so then.
final class ChildReply implements Reply {
    private static final int LONGEST_ANSWER = 6_291_557;

    /// What the host itself is told of an error, in characters. The answer has all of it.
    private static final int LONGEST_MESSAGE = 100_000;

    private static final int LONGEST_PIECE = 1 << 20;

    private final Connection connection;

    ChildReply(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void returned(Payload payload) {
        send(FrameKind.RETURNED, bytes(payload));
    }

    @Override
    public void failed(Fault fault) {
        failed(FrameKind.FAILED, fault);
    }

    void failed(int kind, Fault fault) {
        send(
                kind,
                Connection.utf8(fault.errorType()),
                Connection.utf8(cut(fault.errorMessage())),
                bytes(fault.payload()));
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }

    private static byte[] bytes(Payload payload) {
        var all = payload.toByteArray();
        return all.length <= LONGEST_ANSWER ? all : Arrays.copyOf(all, LONGEST_ANSWER);
    }

    private void send(int kind, byte[]... parts) {
        try {
            connection.send(kind, parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OutputStream stream(String contentType) {
        send(FrameKind.STREAM, Connection.utf8(contentType));
        return new Pieces();
    }

    @Override
    public void deliver() {}

    /// Sends each write as a piece.
    private final class Pieces extends OutputStream {
        private boolean ended;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (ended) return;
            for (int at = offset; at < offset + length; at += LONGEST_PIECE)
                connection.send(
                        FrameKind.PIECE, Arrays.copyOfRange(bytes, at, Math.min(offset + length, at + LONGEST_PIECE)));
        }

        @Override
        public void close() throws IOException {
            if (ended) return;
            ended = true;
            connection.send(FrameKind.STREAM_END);
        }
    }
}
