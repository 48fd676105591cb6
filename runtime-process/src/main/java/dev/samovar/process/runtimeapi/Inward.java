package dev.samovar.process.runtimeapi;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leads into an environment that has no network: the relay in it connects in advance, and leads each connection on to
/// the port that it is told. What runs there can connect too, and gets no more than it could have listened to.
final class Inward implements Reach, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inward.class);

    /// How many connections wait; one more is closed at once.
    private static final int MOST = 8;

    private static final long PAUSE_NANOS = 100_000_000L;

    private final Path path;
    private final ServerSocketChannel server;
    private final ArrayBlockingQueue<SocketChannel> waiting = new ArrayBlockingQueue<>(MOST);

    Inward(Path path) throws IOException {
        this.path = path;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Thread.ofVirtual().name("samovar-inward").start(this::accept);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var connection = server.accept();
                if (!waiting.offer(connection)) connection.close();
            } catch (ClosedChannelException e) {
                LOG.trace("{} is closed", path);
            } catch (IOException e) {
                // Such as that this JVM has no descriptors left.
                LOG.debug("{} does not take a connection", path, e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        closeWaiting();
    }

    @Override
    public SocketChannel connect(int port) throws IOException {
        try {
            var connection = waiting.poll(CONNECT_MILLIS, TimeUnit.MILLISECONDS);
            if (connection == null) throw new IOException("nothing leads into the environment");
            return told(connection, port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the environment has ended", e);
        }
    }

    private static SocketChannel told(SocketChannel connection, int port) throws IOException {
        try {
            connection.write(ByteBuffer.allocate(2).putShort(0, (short) port));
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private void closeWaiting() {
        for (var connection = waiting.poll(); connection != null; connection = waiting.poll()) {
            try {
                connection.close();
            } catch (IOException e) {
                LOG.trace("a connection was broken already", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} could not be closed", path, e);
        }
    }
}
