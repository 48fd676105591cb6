package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// The threads that the sockets of all contexts of a bridge share, and what of them is open in one context.
final class Network implements AutoCloseable {
    private @Nullable AsynchronousChannelGroup group;

    /// Made when the first function needs it.
    synchronized AsynchronousChannelGroup group() {
        var there = group;
        if (there != null) return there;
        try {
            there = AsynchronousChannelGroup.withFixedThreadPool(
                    2,
                    Thread.ofPlatform()
                            .daemon()
                            .name("samovar-graaljs-network-", 0)
                            .factory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        group = there;
        return there;
    }

    @Override
    public synchronized void close() {
        try {
            if (group != null) group.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sockets of one context.
    static final class Open implements AutoCloseable {
        private final Set<TcpSocket> sockets = Collections.newSetFromMap(new WeakHashMap<>());

        TcpSocket add(TcpSocket socket) {
            sockets.add(socket);
            return socket;
        }

        @Override
        public void close() {
            for (var socket : Set.copyOf(sockets)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is closed all the same.
                }
            }
        }
    }
}
