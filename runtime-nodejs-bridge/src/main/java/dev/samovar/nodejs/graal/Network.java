package dev.samovar.nodejs.graal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// The threads that the sockets of all contexts of a bridge share, and what of them is open in one context.
final class Network implements AutoCloseable {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("samovar-graaljs-network-", 0).factory();

    private @Nullable AsynchronousChannelGroup group;

    /// Made when the first function needs it. Without a fixed number of threads a write is tried at once, as
    /// Node does it: what was written before a socket is destroyed arrives.
    synchronized AsynchronousChannelGroup group() {
        var there = group;
        if (there != null) return there;
        try {
            there = AsynchronousChannelGroup.withCachedThreadPool(Executors.newCachedThreadPool(THREADS), 0);
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

    /// The sockets of one context. They are closed by whoever ends it, while its own thread may open more.
    static final class Open implements AutoCloseable {
        private final Set<Closeable> sockets = Collections.newSetFromMap(new WeakHashMap<>());
        private boolean closed;

        /// One more.
        ///
        /// @throws IllegalStateException after the end
        synchronized <S extends Closeable> S add(S socket) {
            if (closed) throw new IllegalStateException("the context has ended");
            sockets.add(socket);
            return socket;
        }

        /// One more that came from outside. It is closed if the context has ended.
        ///
        /// @return whether it was kept
        synchronized boolean keep(Closeable socket) {
            if (closed) close(socket);
            else sockets.add(socket);
            return !closed;
        }

        private static void close(Closeable socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            sockets.forEach(Open::close);
            sockets.clear();
        }
    }
}
