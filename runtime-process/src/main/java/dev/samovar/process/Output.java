package dev.samovar.process;

import dev.samovar.api.LogLevel;
import dev.samovar.spi.FunctionLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a child writes, on a thread of its own, into the log of the function that the child runs.
///
/// Until there is a log, the beginning of what came is kept for it.
final class Output implements OutputParser.Parts {
    private static final int KEPT = 64 * 1024;

    private final InputStream from;
    private final OutputParser parser;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();
    private @Nullable FunctionLog log;
    private Consumer<String> onNote = _ -> {};
    private long marks;
    private long awaited;
    private boolean closed;
    private boolean ended;

    Output(InputStream from, Token token, String name) {
        this.from = from;
        this.parser = new OutputParser(token, this);
        var thread = new Thread(this::read, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        var bytes = new byte[16 * 1024];
        try {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) take(bytes, count);
        } catch (IOException e) {
            // The process has ended and its pipe was closed.
        }
        finish();
    }

    private void take(byte[] bytes, int count) {
        lock.lock();
        try {
            if (!closed) parser.take(bytes, count);
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            if (!closed) parser.end();
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // --- parts, under the lock

    @Override
    public void raw(byte[] bytes, int offset, int length) {
        if (log != null) log.raw(bytes, offset, length);
        else early.write(bytes, offset, Math.min(length, KEPT - early.size()));
    }

    @Override
    public void message(LogLevel level, String text) {
        if (log != null) log.message(level, text);
    }

    @Override
    public void mark() {
        marks++;
        changed.signalAll();
    }

    @Override
    public void note(String text) {
        onNote.accept(text);
    }

    @Override
    public void line(String text) {
        if (log != null) log.extension(text + "\n");
    }

    // --- for the child's owner

    /// Hears, on the thread that reads, what shells above the function tell.
    void onNote(Consumer<String> listener) {
        lock.lock();
        try {
            onNote = listener;
        } finally {
            lock.unlock();
        }
    }

    /// From now on the output goes to this log, and what came before too.
    void belongTo(FunctionLog to) {
        lock.lock();
        try {
            log = to;
            var before = early.toByteArray();
            early.reset();
            if (before.length > 0) to.raw(before, 0, before.length);
        } finally {
            lock.unlock();
        }
    }

    /// What came while there was no log.
    String early() {
        lock.lock();
        try {
            return early.toString(StandardCharsets.UTF_8).strip();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until one more mark than before came, but no longer than this.
    void awaitMark(long nanos) {
        lock.lock();
        try {
            awaited++;
            await(nanos, () -> marks >= awaited || ended);
            marks = Math.max(marks, awaited);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all writers have ended and everything is read, but no longer than this.
    void awaitEnd(long nanos) {
        lock.lock();
        try {
            await(nanos, () -> ended);
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos, BooleanSupplier until) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !until.getAsBoolean(); left = end - System.nanoTime()) {
            try {
                changed.await(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Drops what comes from now on.
    void close() {
        lock.lock();
        try {
            closed = true;
            log = null;
        } finally {
            lock.unlock();
        }
    }
}
