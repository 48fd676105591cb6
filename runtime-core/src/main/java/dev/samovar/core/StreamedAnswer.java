package dev.samovar.core;

import dev.samovar.api.InvocationSink;
import dev.samovar.api.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An answer that is written as a stream.
///
/// To a sink that wants a stream it hands the bytes on, and waits while the sink is full; for everyone else it
/// collects them. It ends when it is closed, when the invocation is answered, or when it is cut at the
/// deadline; the sink hears nothing after that.
final class StreamedAnswer extends OutputStream {
    private static final int COLLECTED_LIMIT = PlatformFaults.RESPONSE_LIMIT + 1;
    private static final long STREAMED_LIMIT = 200L * 1024 * 1024;

    private final Call call;
    private final @Nullable InvocationSink sink;
    private final String contentType;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean begun;
    private boolean ended;
    private boolean ready = true;
    private long size;

    StreamedAnswer(Call call, @Nullable InvocationSink sink, String contentType) {
        this.call = call;
        this.sink = sink;
        this.contentType = contentType;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        lock.lock();
        try {
            requireOpen();
            size += length;
            if (sink == null) collect(bytes, offset, length);
            else hand(sink, ByteBuffer.wrap(bytes, offset, length));
        } finally {
            lock.unlock();
        }
    }

    private void collect(byte[] bytes, int offset, int length) {
        int room = COLLECTED_LIMIT - collected.size();
        collected.write(bytes, offset, Math.min(room, length));
    }

    private void hand(InvocationSink to, ByteBuffer bytes) throws IOException {
        if (size > STREAMED_LIMIT) throw new IOException("the streamed response exceeds " + STREAMED_LIMIT + " bytes");
        begin(to);
        while (bytes.hasRemaining()) {
            ready = false;
            if (to.offer(bytes.slice().asReadOnlyBuffer(), this::onReady)) return;
            awaitReady();
        }
    }

    private void awaitReady() throws IOException {
        try {
            while (!ready && !ended) changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the caller was slow", e);
        }
        requireOpen();
    }

    private void onReady() {
        lock.lock();
        try {
            ready = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void begin(InvocationSink to) {
        if (begun) return;
        begun = true;
        to.start(call.requestId(), call.deployed().version().version(), contentType);
    }

    private void requireOpen() throws IOException {
        if (ended) throw new IOException("the response has ended");
    }

    /// Ends the answer well.
    @Override
    public void close() {
        lock.lock();
        try {
            if (ended) return;
            if (sink != null) begin(sink);
            ended = true;
            call.returned(sink != null ? Payload.EMPTY : Payload.owning(collected.toByteArray()));
        } finally {
            lock.unlock();
        }
    }

    /// How many bytes were written.
    long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /// Ends it, because the invocation is answered or its deadline has passed: whoever writes is let go
    /// with an error.
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
