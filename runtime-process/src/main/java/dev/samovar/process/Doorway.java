package dev.samovar.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where one child connects: a Unix socket in a directory that is closed to other users. Whoever else connects is
/// turned away.
final class Doorway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);

    /// How long somebody who connected may take to say hello.
    private static final long HELLO_NANOS = 1_000_000_000L;

    private final Path path;
    private final byte[] hello;
    private final UserPrincipal owner;
    private final ServerSocketChannel server;
    private final Selector selector;
    private volatile boolean givenUp;

    /// @param owner who must connect
    Doorway(Path path, Token token, UserPrincipal owner) throws IOException {
        this.path = path;
        this.hello = token.hello();
        this.owner = owner;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        this.selector = Selector.open();
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// The child's connection, or null if it does not come in time or [#giveUp] was called.
    @Nullable
    SocketChannel await(long untilNanos) throws IOException {
        while (!givenUp && System.nanoTime() < untilNanos) {
            selector.select(millisUntil(untilNanos));
            selector.selectedKeys().clear();
            var came = server.accept();
            if (came == null) continue;
            if (isExpected(came, untilNanos)) return came;
            LOG.warn("somebody connected to a child's socket who is not the child, and was turned away");
            came.close();
        }
        return null;
    }

    /// Ends the wait, because the child has ended.
    void giveUp() {
        givenUp = true;
        selector.wakeup();
    }

    private boolean isExpected(SocketChannel came, long untilNanos) throws IOException {
        if (!came.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner)) return false;
        came.configureBlocking(false);
        boolean said = saysHello(came, Math.min(untilNanos, System.nanoTime() + HELLO_NANOS));
        came.configureBlocking(true);
        return said;
    }

    private boolean saysHello(SocketChannel came, long untilNanos) throws IOException {
        var said = ByteBuffer.allocate(hello.length);
        try (var words = Selector.open()) {
            came.register(words, SelectionKey.OP_READ);
            while (said.hasRemaining()) {
                words.select(millisUntil(untilNanos));
                words.selectedKeys().clear();
                int count = came.read(said);
                if (count < 0) return false;
                if (count == 0 && System.nanoTime() >= untilNanos) return false;
            }
        }
        return MessageDigest.isEqual(hello, said.array());
    }

    private static long millisUntil(long nanos) {
        return Math.max(1, (nanos - System.nanoTime()) / 1_000_000);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        server.close();
        Files.deleteIfExists(path);
    }
}
