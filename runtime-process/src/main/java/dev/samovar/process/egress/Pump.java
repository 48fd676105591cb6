package dev.samovar.process.egress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries bytes between two connections, both ways, until both have ended.
final class Pump {
    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final int BUFFER = 32 * 1024;

    private Pump() {}

    /// Returns when all is carried; both are closed then.
    static void run(SocketChannel child, SocketChannel outside) {
        try (child;
                outside) {
            var back = Thread.ofVirtual().start(() -> carry(outside, child));
            carry(child, outside);
            back.join();
        } catch (IOException e) {
            LOG.trace("a connection of a function could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carry(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) to.write(buffer);
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeBoth(from, to);
        }
    }

    /// One direction broke: so the other one ends too.
    private static void closeBoth(SocketChannel one, SocketChannel other) {
        try (one;
                other) {
            LOG.trace("a connection of a function broke");
        } catch (IOException e) {
            LOG.trace("a connection of a function could not be closed", e);
        }
    }
}
