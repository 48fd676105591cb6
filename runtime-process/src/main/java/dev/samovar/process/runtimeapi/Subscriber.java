package dev.samovar.process.runtimeapi;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one extension the events that it subscribed to, in batches, on a thread of its own: each is a request, or
/// lines of one connection. What it does not take in time is dropped, and the next batch says how much that was.
final class Subscriber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    /// The most bytes that wait.
    private static final long MOST = 8L << 20;

    private static final int TRIES = 3;
    private static final int ANSWER_MILLIS = 5_000;

    /// What has the batch sent that is being made.
    private static final String NOW = "";

    private final Subscription wanted;
    private final Reach reach;
    private final Gate gate;
    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong droppedBytes = new AtomicLong();
    private final Thread thread;

    /// The one connection over which lines go, once it is there; of the thread alone.
    private @Nullable SocketChannel connection;

    /// @param reach leads to where the extension listens
    /// @param gate shut while it stands still
    Subscriber(Subscription wanted, Reach reach, Gate gate) {
        this.wanted = wanted;
        this.reach = reach;
        this.gate = gate;
        this.thread = Thread.ofVirtual().name("samovar-telemetry").start(this::work);
    }

    /// One more event; never blocks.
    ///
    /// @param json all of it
    void offer(String type, String json) {
        if (!wanted.types().contains(Subscription.Type.of(type))) return;
        if (bytes.addAndGet(json.length()) <= MOST) {
            waiting.add(json);
        } else {
            bytes.addAndGet(-json.length());
            drop(1, json.length());
        }
    }

    private void drop(int count, long size) {
        dropped.addAndGet(count);
        droppedBytes.addAndGet(size);
    }

    /// Sends what there is without waiting for more.
    void flush() {
        waiting.add(NOW);
    }

    private void work() {
        try {
            while (true) {
                var batch = batch();
                if (!batch.isEmpty()) deliver(batch);
            }
        } catch (InterruptedException e) {
            LOG.trace("an environment has ended, and the subscription of its extension");
        } finally {
            disconnect();
        }
    }

    private List<String> batch() throws InterruptedException {
        var batch = new ArrayList<String>();
        var next = waiting.take();
        long until = System.nanoTime() + wanted.timeout().toNanos();
        long size = 0;
        while (next != null && !next.equals(NOW)) {
            bytes.addAndGet(-next.length());
            batch.add(next);
            size += next.length();
            if (batch.size() >= wanted.maxItems() || size >= wanted.maxBytes()) break;
            next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        tellOfDropped(batch);
        return batch;
    }

    private void tellOfDropped(List<String> batch) {
        long count = dropped.getAndSet(0);
        if (count == 0) return;
        long size = droppedBytes.getAndSet(0);
        if (wanted.types().contains(Subscription.Type.PLATFORM))
            batch.add(Json.event("platform.logsDropped", Instant.now(), Json.dropped(count, size)));
    }

    private void deliver(List<String> batch) throws InterruptedException {
        for (int tried = 1; tried <= TRIES; tried++) {
            gate.pass();
            try {
                if (wanted.overTcp()) sendLines(batch);
                else post(batch);
                return;
            } catch (IOException e) {
                disconnect();
                LOG.debug("an extension did not take its telemetry: {}", e.getMessage());
                Thread.sleep(100L * tried);
            }
        }
        drop(batch.size(), batch.stream().mapToLong(String::length).sum());
    }

    private void post(List<String> batch) throws IOException {
        var body = ("[" + String.join(",", batch) + "]").getBytes(StandardCharsets.UTF_8);
        inTime(to -> Posted.send(to, wanted, body));
        disconnect();
    }

    private void sendLines(List<String> batch) throws IOException {
        var lines = (String.join("\n", batch) + "\n").getBytes(StandardCharsets.UTF_8);
        inTime(to -> Posted.write(to, lines));
    }

    private interface Sending {
        void over(SocketChannel to) throws IOException;
    }

    /// Sends over the connection, which is made if need be and ends if that takes too long.
    private void inTime(Sending sending) throws IOException {
        var there = connection;
        var to = there == null ? reach.connect(wanted.port()) : there;
        connection = to;
        // Not on the JVM's common pool, whose threads may wait for this function.
        var late = CompletableFuture.delayedExecutor(
                ANSWER_MILLIS, TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));
        var end = CompletableFuture.runAsync(() -> close(to), late);
        try {
            sending.over(to);
        } finally {
            end.cancel(false);
        }
    }

    private void disconnect() {
        var there = connection;
        connection = null;
        if (there != null) close(there);
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.trace("the connection to an extension was broken already", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
