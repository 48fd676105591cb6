package dev.samovar.java.child;

import dev.samovar.spi.FrameKind;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The child's side of the connection to the host: frames as [ProcessCommand] tells of them.
final class Connection {
    private static final int HEAD = 7;
    private static final int STANDARD_INPUT = 0;

    /// The descriptor of a connection that is left to a successor, above those that anybody counts on.
    private static final int LEFT = 64;

    private final SocketChannel channel;
    private @Nullable ByteBuffer small = ByteBuffer.allocateDirect(64 * 1024).limit(0);

    /// What the host sends.
    record Frame(int kind, List<byte[]> parts) {
        String text(int index) {
            return new String(parts.get(index), StandardCharsets.UTF_8);
        }
    }

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection to(String socket, String token) throws IOException {
        var made = new Connection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        made.send(FrameKind.HELLO, utf8(token));
        return made;
    }

    /// The one that was left to this process by what it was before.
    static Connection inherited() throws Throwable {
        SystemCalls.duplicate(LEFT, STANDARD_INPUT);
        if (System.inheritedChannel() instanceof SocketChannel there) return new Connection(there);
        throw new IOException("there is no connection to take over");
    }

    /// Keeps the process's only socket open for what it becomes. Its standard input, where such a connection is
    /// looked for, is not the place yet: what comes between might read it.
    static void leaveToSuccessor() throws Throwable {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            for (var one : open.toList()) {
                if (isSocket(one))
                    SystemCalls.duplicate(Integer.parseInt(one.getFileName().toString()), LEFT);
            }
        }
    }

    /// One that has been closed meanwhile is none.
    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether the host sends something within this time.
    boolean hasMore(int millis) throws IOException {
        channel.configureBlocking(false);
        try {
            for (int i = 0; i < millis; i++) {
                if (fill(buffer()) != 0) return true;
                Thread.sleep(1);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            channel.configureBlocking(true);
        }
    }

    private ByteBuffer buffer() {
        var there = small;
        if (there == null) throw new IllegalStateException("the connection has no buffer");
        return there;
    }

    private int fill(ByteBuffer into) throws IOException {
        into.compact();
        try {
            return channel.read(into);
        } finally {
            into.flip();
        }
    }

    /// The next frame, waited for; none once the host has gone.
    Optional<Frame> receive() throws IOException {
        var in = buffer();
        while (in.remaining() < HEAD) if (fill(in) < 0) return Optional.empty();
        int left = in.getInt() - 3;
        int kind = in.get();
        int count = in.getShort() & 0xFFFF;
        var parts = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            while (in.remaining() < 4) require(fill(in));
            var part = new byte[in.getInt()];
            left -= 4 + part.length;
            if (left < 0) throw new IOException("a frame is longer than it says");
            read(part, in);
            parts.add(part);
        }
        return Optional.of(new Frame(kind, parts));
    }

    private void read(byte[] part, ByteBuffer in) throws IOException {
        int at = Math.min(part.length, in.remaining());
        in.get(part, 0, at);
        var rest = ByteBuffer.wrap(part, at, part.length - at);
        while (rest.hasRemaining()) require(channel.read(rest));
    }

    private static void require(int count) throws EOFException {
        if (count < 0) throw new EOFException("the host has gone");
    }

    /// Sends a frame.
    void send(int kind, byte[]... parts) throws IOException {
        int length = 3;
        for (var part : parts) length += 4 + part.length;
        var frame =
                ByteBuffer.allocate(4 + length).putInt(length).put((byte) kind).putShort((short) parts.length);
        for (var part : parts) frame.putInt(part.length).put(part);
        frame.flip();
        // A thread that is interrupted would close the channel.
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (this) {
                while (frame.hasRemaining()) channel.write(frame);
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
