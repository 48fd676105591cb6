package dev.samovar.java.instrument;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a guest printed, and a way to wait for it.
final class Printed extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        super.write(bytes, from, length);
        notifyAll();
    }

    @Override
    public synchronized void write(int b) {
        super.write(b);
        notifyAll();
    }

    synchronized String text() {
        return toString(StandardCharsets.UTF_8);
    }

    synchronized void await(String text) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!text().contains(text)) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) throw new AssertionError("never printed '" + text + "', only: " + text());
            wait(left);
        }
    }
}
