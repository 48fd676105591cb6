package dev.samovar.npm;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A server that talks to each of its clients on a thread of its own.
final class SocketPeer implements AutoCloseable {
    /// What is said on one connection, until it ends.
    interface Talk {
        void with(DataInputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Talk talk;

    SocketPeer(Talk talk) throws IOException {
        this.talk = talk;
        Thread.ofPlatform().daemon().name("peer").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (true) {
            try {
                var client = server.accept();
                Thread.ofPlatform().daemon().name("peer-connection").start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk.with(new DataInputStream(new BufferedInputStream(client.getInputStream())), client.getOutputStream());
        } catch (IOException e) {
            // The client is gone.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
