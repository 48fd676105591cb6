package dev.samovar.core.journal;

import dev.samovar.api.Payload;
import dev.samovar.core.journal.JournalFiles.Numbered;
import dev.samovar.spi.Store.Change;
import dev.samovar.spi.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory of a journal, open: the log that is appended to, what all files hold, and how to write less.
/// Not safe for use by several threads.
///
/// ```
/// format            which version of this layout it is
/// lock              held by the runtime that has it open
/// attested          how far the last log is known to be durable
/// journal/log-7     changes, the newest last
/// journal/snapshot-6  what the logs up to 6 came to
/// contents/<sha256> packages and large events
/// ```
final class JournalDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDirectory.class);
    private static final String FORMAT = "samovar store 1\n";
    private static final int LONGEST_FORMAT = 100;

    /// What was written may be durable or not.
    static final class NotForcedException extends IOException {
        private static final long serialVersionUID = 1L;

        NotForcedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final Path root;
    private final Disk disk;
    private final Closeable lock;
    private final JournalFiles files;
    private final Contents contents;
    private final Index index;
    private final Disk.DiskFile attested;
    private long number;
    private Disk.DiskFile log;
    private long offset;
    private long total;

    private JournalDirectory(Path root, Disk disk, Closeable lock, Disk.DiskFile attested) throws IOException {
        this.root = root;
        this.disk = disk;
        this.lock = lock;
        this.files = new JournalFiles(disk, root.resolve("journal"));
        this.contents = new Contents(disk, root.resolve("contents"));
        this.index = new Index(contents);
        this.attested = attested;
        this.number = new Recovery(files, index, Attested.read(attested)).run();
        this.log = files.open(JournalFiles.log(number));
        this.offset = log.size();
        this.total = sizeOfAll();
        files.force();
        log.force();
        contents.sweep();
        attest();
        attested.force();
        disk.forceDirectory(root);
    }

    static JournalDirectory open(Path root, Disk disk) {
        try {
            disk.makeDirectory(root);
            var lock = lock(root, disk);
            try {
                requireFormat(root, disk);
                disk.makeDirectory(root.resolve("journal"));
                disk.makeDirectory(root.resolve("contents"));
                return opened(root, disk, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw new StoreException("cannot open " + root + ": " + e.getFile() + " is no directory", e);
        } catch (IOException e) {
            throw new StoreException("cannot open " + root + ": " + e.getMessage(), e);
        }
    }

    private static JournalDirectory opened(Path root, Disk disk, Closeable lock) throws IOException {
        var attested = disk.open(root.resolve("attested"));
        try {
            return new JournalDirectory(root, disk, lock, attested);
        } catch (IOException | RuntimeException e) {
            attested.close();
            throw e;
        }
    }

    private static Closeable lock(Path root, Disk disk) throws IOException {
        return disk.lock(root.resolve("lock"))
                .orElseThrow(() -> new StoreException(
                        root + " is in use by another runtime; end that one, or give this one another directory",
                        null));
    }

    private static void requireFormat(Path root, Disk disk) throws IOException {
        var there = disk.list(root);
        boolean fresh = there.stream().allMatch(name -> name.equals("lock") || name.equals("format"));
        try (var file = disk.open(root.resolve("format"))) {
            var text = ByteBuffer.allocate(LONGEST_FORMAT);
            file.read(text, 0);
            var found = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
            if (found.equals(FORMAT)) return;
            if (!fresh)
                throw new StoreException(
                        found.startsWith("samovar store ")
                                ? root + " was written by another version of Samovar (" + found.strip()
                                        + "); this one reads " + FORMAT.strip()
                                : root + " is neither empty nor a directory of Samovar; give it one of its own",
                        null);
            file.truncate(0);
            file.write(ByteBuffer.wrap(FORMAT.getBytes(StandardCharsets.UTF_8)), 0);
            file.force();
        }
    }

    Contents contents() {
        return contents;
    }

    void read(BiConsumer<String, Payload> each) throws IOException {
        try (var open = new OpenFiles(files)) {
            for (var entry : index.entries()) each.accept(entry.getKey(), open.read(entry.getValue()));
        }
    }

    // --- writing

    /// Appends frames and makes them durable.
    ///
    /// @throws NotForcedException if that is not known to have happened; else nothing has
    void append(List<ByteBuffer> frames) throws IOException {
        long at = offset;
        try {
            for (var frame : frames) {
                log.write(frame.duplicate(), at);
                at += frame.limit();
            }
        } catch (IOException e) {
            cutOff(e);
            throw e;
        }
        force(log);
        long from = offset;
        offset = at;
        total += at - from;
        note(frames, from);
        attest();
    }

    private void cutOff(IOException cause) throws NotForcedException {
        try {
            log.truncate(offset);
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw new NotForcedException(cause);
        }
    }

    private static void force(Disk.DiskFile file) throws NotForcedException {
        try {
            file.force();
        } catch (IOException e) {
            throw new NotForcedException(e);
        }
    }

    private void note(List<ByteBuffer> frames, long from) {
        var reading = index.reading(JournalFiles.log(number).toString());
        long at = from;
        for (var frame : frames) {
            Frames.decode(frame.duplicate().position(Frames.HEADER), at, reading);
            at += frame.limit();
        }
    }

    /// It only helps to find damage: that it cannot be written is no reason to refuse a change.
    private void attest() {
        try {
            new Attested(number, offset).write(attested);
        } catch (IOException e) {
            LOG.warn("how far the journal in {} is durable could not be noted", root, e);
        }
    }

    // --- writing less

    boolean isMostlySuperseded(long atLeast) {
        return total > atLeast && index.live() < total / 2;
    }

    /// Writes a snapshot and goes on with a new log.
    void compact() throws IOException {
        var snapshot = JournalFiles.snapshot(number);
        var next = JournalFiles.log(number + 1);
        var draft = files.draft(snapshot);
        try {
            var moved = written(draft, snapshot);
            var fresh = files.open(next);
            goOn(draft, snapshot, next, fresh, moved);
        } finally {
            disk.delete(draft);
        }
        files.removeUpTo(snapshot.number());
        total = sizeOfAll();
    }

    /// From the moment that the snapshot may be there, the log before it means nothing: what fails then is final.
    private void goOn(Path draft, Numbered snapshot, Numbered next, Disk.DiskFile fresh, Map<String, Slot> moved)
            throws NotForcedException {
        try {
            disk.move(draft, files.path(snapshot));
            log.close();
            log = fresh;
            offset = 0;
            number = next.number();
            moved.forEach(index::put);
            files.force();
            attest();
        } catch (IOException e) {
            throw new NotForcedException(e);
        }
    }

    private Map<String, Slot> written(Path draft, Numbered snapshot) throws IOException {
        disk.delete(draft);
        try (var file = disk.open(draft);
                var open = new OpenFiles(files)) {
            var writing = new Snapshot(file, snapshot.toString());
            for (var entry : index.entries())
                writing.add(new Change(
                        entry.getKey(),
                        open.read(entry.getValue()),
                        entry.getValue().contents()));
            return writing.end();
        }
    }

    private long sizeOfAll() throws IOException {
        long size = 0;
        for (var each : files.list())
            try (var file = files.open(each)) {
                size += file.size();
            }
        return size;
    }

    @Override
    public void close() {
        try (lock) {
            log.close();
            attested.close();
        } catch (IOException e) {
            throw new StoreException("cannot close " + root + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
