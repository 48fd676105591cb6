package dev.samovar.nodejs.graal;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One Unix domain socket of a guest, connecting or listening. The JDK has no channels for them that call
/// back, so each wait has a virtual thread; what comes of it comes on the guest's loop.
///
/// All methods but [#close] are called by the loop's thread.
final class PipeSocket implements Closeable {
    /// The longest name that the operating system takes on every platform.
    private static final int LONGEST_NAME = 100;

    private final Loop loop;
    private final Reading reading;

    /// One write at a time, and the end of the channel after the last.
    private final ReentrantLock writing = new ReentrantLock();

    private @Nullable SocketChannel channel;
    private @Nullable ServerSocketChannel server;
    private volatile boolean closed;

    PipeSocket(Loop loop) {
        this.loop = loop;
        this.reading = new Reading(loop);
    }

    private PipeSocket(Loop loop, SocketChannel accepted) {
        this(loop);
        channel = accepted;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /// Waits for something on a thread of its own; tells null when it is done, else the name of what went wrong.
    private void await(Step step, Consumer<@Nullable String> told) {
        loop.begin();
        Thread.ofVirtual().start(() -> {
            var failure = failureOf(step);
            loop.complete(() -> told.accept(failure));
        });
    }

    private static @Nullable String failureOf(Step step) {
        try {
            step.run();
            return null;
        } catch (IOException e) {
            return name(e);
        }
    }

    static String name(IOException cause) {
        var text = String.valueOf(cause.getMessage());
        if (text.contains("No such file")) return "ENOENT";
        if (text.contains("denied")) return "EACCES";
        if (text.contains("too long")) return "ENAMETOOLONG";
        return TcpSocket.name(cause);
    }

    // --- connecting

    /// Connects at once: while a guest's code runs, what its place was found to be may become another.
    void connect(Path to) throws IOException {
        var made = SocketChannel.open(StandardProtocolFamily.UNIX);
        own(made);
        named(to, made::connect);
    }

    /// A channel is opened while another thread may end the context: then it is closed at once.
    private synchronized void own(Channel made) throws IOException {
        if (closed) {
            made.close();
            throw new ClosedChannelException();
        }
        if (made instanceof ServerSocketChannel listening) server = listening;
        else channel = (SocketChannel) made;
    }

    @FunctionalInterface
    private interface Naming {
        void use(UnixDomainSocketAddress address) throws IOException;
    }

    /// Hands on the address of a place. Where functions have their directories names are long, and those of
    /// sockets may not be: a link stands in for the directory meanwhile.
    private static void named(Path place, Naming naming) throws IOException {
        if (place.toString().length() <= LONGEST_NAME) {
            naming.use(UnixDomainSocketAddress.of(place));
            return;
        }
        var stand = Files.createTempDirectory("sv");
        var link = stand.resolve("d");
        try {
            Files.createSymbolicLink(link, place.getParent());
            var name = link.resolve(place.getFileName());
            if (name.toString().length() > LONGEST_NAME) throw new IOException("File name too long");
            naming.use(UnixDomainSocketAddress.of(name));
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(stand);
        }
    }

    // --- reading and writing

    /// Reads from now on, until told to stop.
    void startReading(Consumer<Reading.Read> to) {
        var from = channel;
        reading.start(
                from == null ? null : (buffer, told) -> Thread.ofVirtual().start(() -> told.accept(read(from, buffer))),
                to);
    }

    void stopReading() {
        reading.stop();
    }

    private static Reading.Read read(SocketChannel from, ByteBuffer buffer) {
        try {
            return Reading.of(from.read(buffer), buffer);
        } catch (IOException e) {
            return Reading.failed(name(e));
        }
    }

    /// Writes all the bytes; tells null when it is done, else the name of what went wrong.
    void write(byte[] bytes, Consumer<@Nullable String> told) {
        var to = channel;
        await(
                () -> {
                    if (to == null) throw new IOException("Broken pipe");
                    writing.lock();
                    try {
                        var left = ByteBuffer.wrap(bytes);
                        while (left.hasRemaining()) to.write(left);
                    } finally {
                        writing.unlock();
                    }
                },
                told);
    }

    void shutdown() throws IOException {
        if (channel != null && channel.isOpen()) channel.shutdownOutput();
    }

    // --- listening

    /// Takes its name, at once like [#connect]; there is a file then.
    void bind(Path place) throws IOException {
        var made = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        own(made);
        named(place, made::bind);
    }

    /// Listens; tells of each connection.
    ///
    /// @param kept hears of it at once, on another thread, and may refuse it
    void listen(Predicate<PipeSocket> kept, Consumer<PipeSocket> accepted) throws IOException {
        var from = server;
        if (from == null) throw new IOException("Invalid argument");
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var socket = new PipeSocket(loop, from.accept());
                    if (kept.test(socket)) loop.post(() -> accepted.accept(socket));
                }
            } catch (IOException e) {
                // The server was closed.
            }
        });
    }

    // --- the end

    /// Ends it when what was written has gone.
    void end() {
        closed = true;
        reading.end();
        Thread.ofVirtual().start(() -> {
            writing.lock();
            try {
                close();
            } catch (IOException e) {
                // It is closed all the same.
            } finally {
                writing.unlock();
            }
        });
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        reading.end();
        if (channel != null) channel.close();
        if (server != null) server.close();
    }
}
