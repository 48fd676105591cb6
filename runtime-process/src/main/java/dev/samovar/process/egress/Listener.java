package dev.samovar.process.egress;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Unix socket whose connections are served on virtual threads.
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /// The connections of one child; one more is closed at once.
    private static final int MOST = 256;

    /// Serves a connection, and closes it.
    interface Service {
        void serve(SocketChannel connection) throws IOException;
    }

    private final Path path;
    private final ServerSocketChannel server;
    private final Service service;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    Listener(Path path, Service service) throws IOException {
        this.path = path;
        this.service = service;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().name("samovar-egress").start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                if (open.size() >= MOST) connection.close();
                else Thread.ofVirtual().name("samovar-egress").start(() -> serve(connection));
            }
        } catch (IOException e) {
            LOG.trace("{} is closed", path);
        }
    }

    private void serve(SocketChannel connection) {
        open.add(connection);
        try (connection) {
            if (server.isOpen()) service.serve(connection);
        } catch (IOException e) {
            LOG.debug("a connection of a function ends: {}", e.getMessage());
        } finally {
            open.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : open) connection.close();
        Files.deleteIfExists(path);
    }
}
