package dev.samovar.process.runtimeapi;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 5_000;

    /// What has the batch sent that is being made.
    private static final String NOW = "";

    private final Subscription wanted;
    private final InetAddress at;
    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong droppedBytes = new AtomicLong();
    private final Thread thread;

    /// The one connection over which lines go, once it is there; of the thread alone.
    private @Nullable Socket connection;

    /// @param at where the extension listens
    Subscriber(Subscription wanted, InetAddress at) {
        this.wanted = wanted;
        this.at = at;
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
            try {
                if (wanted.overTcp()) sendLines(batch);
                else post(batch);
                return;
            } catch (IOException e) {
                LOG.debug("an extension did not take its telemetry: {}", e.getMessage());
                Thread.sleep(100L * tried);
            }
        }
        drop(batch.size(), batch.stream().mapToLong(String::length).sum());
    }

    private void post(List<String> batch) throws IOException {
        var to = URI.create("http://" + at.getHostAddress() + ":" + wanted.port() + wanted.path())
                .toURL();
        var request = (HttpURLConnection) to.openConnection(Proxy.NO_PROXY);
        request.setConnectTimeout(CONNECT_MILLIS);
        request.setReadTimeout(ANSWER_MILLIS);
        request.setInstanceFollowRedirects(false);
        request.setRequestMethod("POST");
        request.setDoOutput(true);
        request.setRequestProperty("Content-Type", "application/json");
        var body = ("[" + String.join(",", batch) + "]").getBytes(StandardCharsets.UTF_8);
        request.setFixedLengthStreamingMode(body.length);
        try {
            try (var out = request.getOutputStream()) {
                out.write(body);
            }
            int status = request.getResponseCode();
            if (status >= 400) throw new IOException("it answered " + status);
        } finally {
            request.disconnect();
        }
    }

    private void sendLines(List<String> batch) throws IOException {
        var there = connection;
        if (there == null) {
            there = new Socket();
            connection = there;
        }
        try {
            if (!there.isConnected()) there.connect(new InetSocketAddress(at, wanted.port()), CONNECT_MILLIS);
            there.getOutputStream().write((String.join("\n", batch) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            disconnect();
            throw e;
        }
    }

    private void disconnect() {
        var there = connection;
        connection = null;
        if (there == null) return;
        try {
            there.close();
        } catch (IOException e) {
            LOG.trace("the connection to an extension was broken already", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
