package dev.samovar.core.journal;

import dev.samovar.api.Payload;
import dev.samovar.spi.Store;
import dev.samovar.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A store in a directory.
///
/// 1. Changes are appended to a log, each group of callers' by one write and one force; then they are acknowledged.
/// 2. What cannot be written is cut off again and refused, and the next change is tried anew: a full disk is an error
///    for as long as it is full. What cannot be forced ends the journal: what the disk holds is no longer known.
/// 3. When most of the logs is superseded, what is not is written into a snapshot, and the logs go.
/// 4. Damage is found when the directory is opened ([Recovery]).
public final class Journal implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int LONGEST_KEY = 1000;
    /// What is written together at most, unless it is one change.
    private static final int GROUP_BYTES = 4 << 20;

    private record Waiting(ByteBuffer frame, CompletableFuture<@Nullable Void> done) {}

    private final JournalDirectory directory;
    private final long compactAt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Thread writer = new Thread(this::run, "samovar-journal");
    private List<Waiting> waiting = new ArrayList<>();
    private boolean closed;
    private volatile @Nullable StoreException broken;

    private Journal(JournalDirectory directory, long compactAt) {
        this.directory = directory;
        this.compactAt = compactAt;
        writer.setDaemon(true);
    }

    /// Opens a directory, making it if it is not there.
    ///
    /// @throws StoreException if it is in use, damaged, of a newer version, or cannot be read
    public static Journal open(Path directory) {
        return open(directory, Disk.real(), 16 << 20);
    }

    /// The same on another disk.
    ///
    /// @param compactAt how many bytes the logs have at least before they are replaced by a snapshot
    public static Journal open(Path directory, Disk disk, long compactAt) {
        var journal = new Journal(JournalDirectory.open(directory, disk), compactAt);
        journal.writer.start();
        return journal;
    }

    @Override
    public void read(BiConsumer<String, Payload> each) {
        lock.lock();
        try {
            directory.read(each);
        } catch (IOException e) {
            throw new StoreException("cannot read " + directory + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletionStage<@Nullable Void> write(List<Change> changes) {
        for (var change : changes) requireKey(change.key());
        var done = new CompletableFuture<@Nullable Void>();
        var frame = Frames.encode(changes);
        lock.lock();
        try {
            if (broken != null) done.completeExceptionally(broken);
            else if (closed) done.completeExceptionally(new StoreException("the store is closed", null));
            else {
                waiting.add(new Waiting(frame, done));
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    private static void requireKey(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY)
            throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " characters, not " + key.length());
    }

    @Override
    public Content keep(InputStream content) throws IOException {
        return directory.contents().keep(content);
    }

    @Override
    public Content claim(String sha256) {
        return directory.contents().claim(sha256);
    }

    @Override
    public Path file(String sha256) {
        return directory.contents().file(sha256);
    }

    // --- the writer's thread

    private void run() {
        for (var group = next(); !group.isEmpty(); group = next()) {
            try {
                commit(group);
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "{} cannot be written any more: nothing can be changed until it is opened again", directory, e);
                var failure = new StoreException("cannot write to " + directory + ": " + e, e);
                broken = failure;
                group.forEach(one -> one.done().completeExceptionally(failure));
            }
        }
    }

    private List<Waiting> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) work.awaitUninterruptibly();
            int count = 0;
            for (int bytes = 0; count < waiting.size() && bytes < GROUP_BYTES; count++)
                bytes += waiting.get(count).frame().limit();
            var group = List.copyOf(waiting.subList(0, count));
            waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Waiting> group) {
        var failure = broken == null ? appended(group) : broken;
        for (var one : group) {
            if (failure == null) one.done().complete(null);
            else one.done().completeExceptionally(failure);
        }
        if (failure == null && directory.isMostlySuperseded(compactAt)) compact();
    }

    private @Nullable StoreException appended(List<Waiting> group) {
        var frames = group.stream().map(Waiting::frame).toList();
        lock.lock();
        try {
            directory.append(frames);
            return null;
        } catch (JournalDirectory.NotForcedException e) {
            broken = broken(e);
            return broken;
        } catch (IOException e) {
            return failure(e);
        } finally {
            lock.unlock();
        }
    }

    private StoreException broken(IOException e) {
        LOG.error("{} cannot be written any more: nothing can be changed until it is opened again", directory, e);
        return failure(e);
    }

    private StoreException failure(IOException e) {
        return new StoreException("cannot write to " + directory + ": " + e.getMessage(), e);
    }

    private void compact() {
        lock.lock();
        try {
            directory.compact();
        } catch (JournalDirectory.NotForcedException e) {
            broken = broken(e);
        } catch (IOException e) {
            LOG.warn("{} could not be made smaller, and goes on as it is", directory, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        joinUninterruptibly();
        directory.close();
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
