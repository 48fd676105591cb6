package dev.samovar.core.journal;

import dev.samovar.core.journal.JournalFiles.Numbered;
import dev.samovar.spi.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a journal when it is opened.
///
/// 1. The newest snapshot is read, then the logs after it, in order. None may be missing.
/// 2. All are whole but the last log, whose end may have been written when the machine stopped: that was never
///    acknowledged, and is cut off with a warning.
/// 3. What is missing or damaged before that was acknowledged once. Then the directory is refused, as it is.
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final JournalFiles files;
    private final Index index;
    private final Optional<Attested> attested;

    Recovery(JournalFiles files, Index index, Optional<Attested> attested) {
        this.files = files;
        this.index = index;
        this.attested = attested;
    }

    /// Answers the number of the log to go on with.
    long run() throws IOException {
        var all = files.list();
        long snapshot = all.stream()
                .filter(file -> !file.isLog())
                .mapToLong(Numbered::number)
                .max()
                .orElse(0);
        if (snapshot > 0) readSnapshot(JournalFiles.snapshot(snapshot));
        var logs = all.stream()
                .filter(file -> file.isLog() && file.number() > snapshot)
                .toList();
        requireAll(snapshot, logs);
        for (var log : logs) readLog(log, log.equals(logs.getLast()));
        files.removeUpTo(snapshot);
        return logs.isEmpty() ? snapshot + 1 : logs.getLast().number();
    }

    private void requireAll(long snapshot, List<Numbered> logs) {
        long expected = snapshot + 1;
        for (var log : logs)
            if (log.number() != expected++) throw damaged(JournalFiles.log(expected - 1), "is missing");
        long last = attested.map(Attested::log).orElse(0L);
        if (last > snapshot && expected <= last) throw damaged(JournalFiles.log(last), "is missing");
    }

    private void readSnapshot(Numbered snapshot) throws IOException {
        var whole = new boolean[1];
        var entries = index.reading(snapshot.toString());
        try (var file = files.open(snapshot)) {
            long end = Frames.read(file, new Frames.Reader() {
                @Override
                public void change(String key, long position, int length, Set<String> contents) {
                    entries.change(key, position, length, contents);
                }

                @Override
                public void mark() {
                    whole[0] = true;
                }
            });
            if (end < file.size() || !whole[0]) throw damaged(snapshot, "is damaged at byte " + end);
        }
    }

    private void readLog(Numbered log, boolean last) throws IOException {
        try (var file = files.open(log)) {
            long end = Frames.read(file, index.reading(log.toString()));
            if (end < acknowledgedIn(log) || (end < file.size() && !(last && mayBeTorn(file, end))))
                throw damaged(log, "is damaged at byte " + end);
            if (end == file.size()) return;
            LOG.warn(
                    "{} ends with {} bytes that were being written when it was last used; they are cut off",
                    files.path(log),
                    file.size() - end);
            file.truncate(end);
            file.force();
        }
    }

    private long acknowledgedIn(Numbered log) {
        return attested.filter(known -> known.log() == log.number())
                .map(Attested::offset)
                .orElse(0L);
    }

    /// Whether what follows can be the beginning of a write. If it is known how far the log was acknowledged,
    /// everything after can. Else only what is too short for what it says, or was never filled.
    private boolean mayBeTorn(Disk.DiskFile file, long end) throws IOException {
        if (attested.isPresent()) return true;
        long left = file.size() - end;
        if (left < Frames.HEADER) return true;
        var header = ByteBuffer.allocate(Integer.BYTES);
        file.read(header, end);
        int length = header.getInt(0);
        return length > left - Frames.HEADER || isZero(file, end);
    }

    private static boolean isZero(Disk.DiskFile file, long from) throws IOException {
        var bytes = ByteBuffer.allocate(1 << 16);
        for (long at = from; at < file.size(); at += bytes.capacity()) {
            file.read(bytes.clear(), at);
            for (bytes.flip(); bytes.hasRemaining(); ) if (bytes.get() != 0) return false;
        }
        return true;
    }

    private StoreException damaged(Numbered file, String how) {
        return new StoreException(
                files.path(file) + " " + how + ", and what it held was acknowledged: nothing was changed. Restore the"
                        + " directory from a copy, or begin with an empty one",
                null);
    }
}
