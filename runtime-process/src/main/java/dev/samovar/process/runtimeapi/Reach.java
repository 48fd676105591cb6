package dev.samovar.process.runtimeapi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/// How what listens in an environment is connected to.
interface Reach {
    int CONNECT_MILLIS = 1_000;

    /// A connection to a port of its loopback interface.
    ///
    /// @throws IOException if there is none within a second
    SocketChannel connect(int port) throws IOException;

    /// To an environment that has this machine's network, and an address of its own in it.
    static Reach at(InetAddress address) {
        return port -> {
            var channel = SocketChannel.open();
            try {
                channel.socket().connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return channel;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        };
    }
}
