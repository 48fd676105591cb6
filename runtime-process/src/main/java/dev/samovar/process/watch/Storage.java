package dev.samovar.process.watch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a function's processes hold of the disk that their `/tmp` is on. It is added up when the disk has lost so much
/// since the last time that the function may hold too much, whoever it was that wrote: so it costs next to nothing
/// otherwise.
final class Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    /// The least that a file takes, and a directory.
    private static final long LEAST = 4_096;

    /// How much longer than adding up a pause is.
    private static final int PAUSES = 4;

    private final ProcessTree tree;
    private final Path directory;
    private final long limit;
    private final LongConsumer onTooMuch;
    private volatile boolean isAddingUp;

    /// When it may be added up again, by [System#nanoTime].
    private long notBefore = System.nanoTime();

    /// What it held at most when it was added up last, or began.
    private long used;

    /// The most space that the disk was seen to have since then.
    private long free;

    /// @param limit the bytes that they may hold
    /// @param onTooMuch is told how many they hold; called on a thread of its own, perhaps more than once
    /// @throws IOException if the disk does not tell how much is free
    Storage(ProcessTree tree, Path directory, long limit, LongConsumer onTooMuch) throws IOException {
        this.tree = tree;
        this.directory = directory;
        this.limit = limit;
        this.onTooMuch = onTooMuch;
        this.free = free();
        this.used = Math.min(limit, named().bytes);
    }

    /// Not by a [java.nio.file.FileStore], which looks through all mounts to be made.
    private long free() throws IOException {
        long space = directory.toFile().getUsableSpace();
        if (space == 0 && Files.notExists(directory)) throw new NoSuchFileException(directory.toString());
        return space;
    }

    /// Looks at the disk, and has it added up on another thread if it has to be. Called by one thread.
    void look() {
        try {
            if (isAddingUp || System.nanoTime() - notBefore < 0 || !isSuspect()) return;
        } catch (IOException e) {
            LOG.debug("{} is gone", directory, e);
            return;
        }
        isAddingUp = true;
        Thread.ofPlatform().daemon().name("samovar-storage").start(this::addUp);
    }

    /// With pauses, so that a directory of many files keeps no processor busy.
    private void addUp() {
        long begun = System.nanoTime();
        try {
            if (isTooMuch()) onTooMuch.accept(used);
        } catch (IOException e) {
            LOG.debug("{} is gone", directory, e);
        } finally {
            long end = System.nanoTime();
            notBefore = end + PAUSES * (end - begun);
            isAddingUp = false;
        }
    }

    /// Whether the disk has lost so much that it has to be added up.
    private boolean isSuspect() throws IOException {
        long now = free();
        free = Math.max(free, now);
        return free - now > limit - used;
    }

    /// Whether it adds up to more than they may hold. No more than the disk has lost is theirs, so a file
    /// with holes counts for what it can have.
    private boolean isTooMuch() throws IOException {
        long now = free();
        long held = held();
        used = Math.min(held, used + Math.max(0, free - now));
        free = now;
        return used > limit;
    }

    /// The bytes of the directory's files and of those that a process alone holds. No more is added up once it is too
    /// much.
    private long held() throws IOException {
        var sum = named();
        if (sum.bytes <= limit) tree.eachHeld(sum::addDeleted);
        return sum.bytes;
    }

    /// The sum of the directory's files alone, which is all that a process has that has not begun.
    private Sum named() throws IOException {
        var sum = new Sum(Files.getAttribute(directory, "unix:dev"), limit);
        Files.walkFileTree(directory, sum);
        return sum;
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
        private final Object disk;
        private final long limit;
        private final Set<@Nullable Object> seen = new HashSet<>();
        private long bytes;

        Sum(Object disk, long limit) {
            this.disk = disk;
            this.limit = limit;
        }

        private FileVisitResult add(long size) {
            bytes += Math.max(LEAST, size);
            return bytes > limit ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return add(attributes.size());
        }

        /// One that several names lead to counts once.
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var key = attributes.fileKey();
            return key == null || seen.add(key) ? add(attributes.size()) : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return add(0);
        }

        /// A file that a process has open or mapped, if no name leads to it any more.
        void addDeleted(Path file) {
            try {
                var told = Files.readAttributes(file, "unix:dev,ino,nlink,size");
                boolean isNamed = !Objects.equals(told.get("nlink"), 0);
                if (isNamed || !disk.equals(told.get("dev")) || !seen.add(told.get("ino"))) return;
                if (told.get("size") instanceof Long size) add(size);
            } catch (IOException e) {
                LOG.trace("{} is closed", file, e);
            }
        }
    }
}
