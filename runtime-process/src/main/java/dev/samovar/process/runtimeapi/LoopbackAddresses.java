package dev.samovar.process.runtimeapi;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;

/// Loopback addresses, a new one each time: `127.77.0.0` and on, where the system has them all; else
/// `127.0.0.1`, on which the port alone tells who is called.
final class LoopbackAddresses {
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean onlyOne;

    InetAddress next() throws IOException {
        if (onlyOne) return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        int next = number.incrementAndGet();
        return InetAddress.getByAddress(new byte[] {127, 77, (byte) (next >> 8), (byte) next});
    }

    /// One of them could not be listened on; false if that was the last way.
    boolean fallBack() {
        boolean first = !onlyOne;
        onlyOne = true;
        return first;
    }
}
