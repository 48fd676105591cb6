package dev.samovar.nodejs.graal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannel;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One TCP socket of a guest, connecting or listening. What the network does comes back on the guest's loop.
///
/// All methods are called by the loop's thread.
final class TcpSocket implements Closeable {
    private final AsynchronousChannelGroup group;
    private final Loop loop;
    private final Reading reading;
    private @Nullable AsynchronousSocketChannel channel;
    private @Nullable AsynchronousServerSocketChannel server;
    private @Nullable InetSocketAddress bound;
    private volatile boolean closed;

    TcpSocket(AsynchronousChannelGroup group, Loop loop) {
        this.group = group;
        this.loop = loop;
        this.reading = new Reading(loop);
    }

    private TcpSocket(AsynchronousChannelGroup group, Loop loop, AsynchronousSocketChannel accepted) {
        this(group, loop);
        channel = accepted;
    }

    // --- connecting

    /// Connects; tells null when it is done, else the name of what went wrong.
    void connect(String address, int port, Consumer<@Nullable String> told) throws IOException {
        var made = AsynchronousSocketChannel.open(group);
        own(made);
        if (bound != null) made.bind(bound);
        loop.begin();
        made.connect(
                new InetSocketAddress(InetAddress.getByName(address), port),
                null,
                new Told<>(_ -> told.accept(null), failure -> told.accept(failure)));
    }

    /// A channel is opened while another thread may end the context: then it is closed at once.
    private synchronized void own(AsynchronousChannel made) throws IOException {
        if (closed) {
            made.close();
            throw new ClosedChannelException();
        }
        if (made instanceof AsynchronousServerSocketChannel listening) server = listening;
        else channel = (AsynchronousSocketChannel) made;
    }

    /// Completes on the loop's thread.
    private final class Told<T> implements CompletionHandler<T, @Nullable Object> {
        private final Consumer<T> done;
        private final Consumer<String> failed;

        Told(Consumer<T> done, Consumer<String> failed) {
            this.done = done;
            this.failed = failed;
        }

        @Override
        public void completed(T result, @Nullable Object attachment) {
            loop.complete(() -> done.accept(result));
        }

        @Override
        public void failed(Throwable cause, @Nullable Object attachment) {
            loop.complete(() -> failed.accept(name(cause)));
        }
    }

    /// The operating system's name of what went wrong.
    static String name(Throwable cause) {
        var text = String.valueOf(cause.getMessage());
        if (text.contains("refused")) return "ECONNREFUSED";
        if (text.contains("reset") || text.contains("abort")) return "ECONNRESET";
        if (text.contains("Broken pipe")) return "EPIPE";
        if (text.contains("timed out")) return "ETIMEDOUT";
        if (text.contains("unreachable"))
            return text.contains("Host") || text.contains("host") ? "EHOSTUNREACH" : "ENETUNREACH";
        if (text.contains("in use")) return "EADDRINUSE";
        if (text.contains("assign requested address")) return "EADDRNOTAVAIL";
        if (cause instanceof AsynchronousCloseException || cause instanceof ClosedChannelException) return "ECANCELED";
        return "ECONNRESET";
    }

    // --- reading and writing

    /// Reads from now on, until told to stop.
    void startReading(Consumer<Reading.Read> to) {
        var from = channel;
        reading.start(from == null ? null : (buffer, told) -> read(from, buffer, told), to);
    }

    void stopReading() {
        reading.stop();
    }

    private static void read(AsynchronousSocketChannel from, ByteBuffer buffer, Consumer<Reading.Read> told) {
        from.read(buffer, null, new CompletionHandler<Integer, @Nullable Object>() {
            @Override
            public void completed(Integer count, @Nullable Object attachment) {
                told.accept(Reading.of(count, buffer));
            }

            @Override
            public void failed(Throwable cause, @Nullable Object attachment) {
                told.accept(Reading.failed(name(cause)));
            }
        });
    }

    /// Writes all the bytes; tells null when it is done, else the name of what went wrong.
    void write(byte[] bytes, Consumer<@Nullable String> told) {
        var to = channel;
        if (to == null || closed) {
            loop.begin();
            loop.complete(() -> told.accept("EPIPE"));
            return;
        }
        loop.begin();
        write(to, ByteBuffer.wrap(bytes), told);
    }

    private void write(AsynchronousSocketChannel to, ByteBuffer left, Consumer<@Nullable String> told) {
        to.write(left, null, new CompletionHandler<Integer, @Nullable Object>() {
            @Override
            public void completed(Integer count, @Nullable Object attachment) {
                if (left.hasRemaining()) write(to, left, told);
                else loop.complete(() -> told.accept(null));
            }

            @Override
            public void failed(Throwable cause, @Nullable Object attachment) {
                loop.complete(() -> told.accept(name(cause)));
            }
        });
    }

    void shutdown() throws IOException {
        if (channel != null && channel.isOpen()) channel.shutdownOutput();
    }

    // --- listening

    void bind(String address, int port) throws IOException {
        bound = new InetSocketAddress(InetAddress.getByName(address), port);
    }

    /// Listens; tells of each connection.
    ///
    /// @param kept hears of it at once, on another thread, and may refuse it
    void listen(int backlog, Predicate<TcpSocket> kept, Consumer<TcpSocket> accepted) throws IOException {
        var made = AsynchronousServerSocketChannel.open(group);
        own(made);
        made.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        made.bind(bound == null ? new InetSocketAddress("::", 0) : bound, backlog);
        accept(made, kept, accepted);
    }

    private void accept(AsynchronousServerSocketChannel from, Predicate<TcpSocket> kept, Consumer<TcpSocket> accepted) {
        from.accept(null, new CompletionHandler<AsynchronousSocketChannel, @Nullable Object>() {
            @Override
            public void completed(AsynchronousSocketChannel connection, @Nullable Object attachment) {
                var socket = new TcpSocket(group, loop, connection);
                if (!kept.test(socket)) return;
                loop.post(() -> {
                    accepted.accept(socket);
                    if (from.isOpen()) accept(from, kept, accepted);
                });
            }

            @Override
            public void failed(Throwable cause, @Nullable Object attachment) {
                // The server was closed.
            }
        });
    }

    // --- the rest

    void noDelay(boolean on) throws IOException {
        if (channel != null) channel.setOption(StandardSocketOptions.TCP_NODELAY, on);
    }

    void keepAlive(boolean on) throws IOException {
        if (channel != null) channel.setOption(StandardSocketOptions.SO_KEEPALIVE, on);
    }

    /// Its own address, or that of the other end; null if it has none.
    @Nullable
    InetSocketAddress address(boolean peer) throws IOException {
        if (server != null) return peer ? null : (InetSocketAddress) server.getLocalAddress();
        if (channel == null) return peer ? null : bound;
        return (InetSocketAddress) (peer ? channel.getRemoteAddress() : channel.getLocalAddress());
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        reading.end();
        if (channel != null) channel.close();
        if (server != null) server.close();
    }
}
