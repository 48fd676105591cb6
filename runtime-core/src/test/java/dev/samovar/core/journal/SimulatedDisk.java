package dev.samovar.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A disk in memory whose power can be cut, that can be full, and whose reads can be short.
///
/// What was written and not forced is there after a power cut in part: each file keeps a random number of the
/// bytes that were not forced, some of them zero; names that were not forced with their directory are as
/// before or as after.
final class SimulatedDisk implements Disk {
    private static final class Content {
        private byte[] now = new byte[0];
        private byte[] durable = new byte[0];
    }

    private final Random random;
    private Map<Path, Content> names = new HashMap<>();
    private Map<Path, Content> durableNames = new HashMap<>();
    private long room = Long.MAX_VALUE;
    private boolean forceFails;
    private boolean readsFail;
    private @Nullable RuntimeException fault;

    SimulatedDisk(long seed) {
        random = new Random(seed);
    }

    synchronized void room(long bytes) {
        room = bytes;
    }

    synchronized void failForces(boolean fail) {
        forceFails = fail;
    }

    synchronized void breakForces(RuntimeException with) {
        fault = with;
    }

    synchronized void failReads(boolean fail) {
        readsFail = fail;
    }

    synchronized void cutPower() {
        var after = new HashMap<Path, Content>();
        var all = new HashMap<>(durableNames);
        names.forEach(all::putIfAbsent);
        for (var name : all.keySet()) {
            var content = random.nextBoolean() ? names.get(name) : durableNames.get(name);
            if (content != null) after.put(name, content);
        }
        after.values().forEach(this::cut);
        names = after;
        durableNames = new HashMap<>(after);
    }

    private void cut(Content content) {
        var durable = content.durable;
        int grown = Math.max(0, content.now.length - durable.length);
        int kept = durable.length + (grown == 0 ? 0 : random.nextInt(grown + 1));
        var after = Arrays.copyOf(durable, kept);
        System.arraycopy(content.now, durable.length, after, durable.length, kept - durable.length);
        if (kept > durable.length && random.nextInt(4) == 0) {
            int from = durable.length + random.nextInt(kept - durable.length);
            Arrays.fill(after, from, kept, (byte) 0);
        }
        content.now = after;
        content.durable = after.clone();
    }

    // --- what a test does to it

    synchronized List<Path> files() {
        return names.keySet().stream().sorted().toList();
    }

    synchronized byte[] bytes(Path file) {
        return Objects.requireNonNull(names.get(file)).now.clone();
    }

    synchronized void replace(Path file, byte[] bytes) {
        var content = Objects.requireNonNull(names.get(file));
        content.now = bytes.clone();
        content.durable = bytes.clone();
    }

    // --- what a journal does

    @Override
    public Optional<Closeable> lock(Path file) {
        return Optional.of(() -> {});
    }

    @Override
    public synchronized DiskFile open(Path file) {
        return new OpenFile(names.computeIfAbsent(file, _ -> new Content()));
    }

    @Override
    public void makeDirectory(Path directory) {
        // Directories are there.
    }

    @Override
    public synchronized List<String> list(Path directory) {
        return names.keySet().stream()
                .filter(file -> directory.equals(file.getParent()))
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        var content = names.remove(from);
        if (content == null) throw new NoSuchFileException(from.toString());
        names.put(to, content);
    }

    @Override
    public synchronized void delete(Path file) {
        names.remove(file);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        if (forceFails) throw new IOException("Input/output error");
        durableNames.keySet().removeIf(file -> directory.equals(file.getParent()));
        names.forEach((file, content) -> {
            if (directory.equals(file.getParent())) durableNames.put(file, content);
        });
    }

    private final class OpenFile implements DiskFile {
        private final Content content;

        OpenFile(Content content) {
            this.content = content;
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                if (readsFail) throw new IOException("Input/output error");
                int there = (int) Math.max(0, Math.min(into.remaining(), content.now.length - position));
                into.put(content.now, (int) Math.min(position, content.now.length), there);
            }
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                int end = (int) position + bytes.remaining();
                long more = Math.max(0, end - content.now.length);
                if (more > room) {
                    writeSome(bytes, (int) position);
                    throw new IOException("No space left on device");
                }
                room -= more;
                if (more > 0) content.now = Arrays.copyOf(content.now, end);
                bytes.get(content.now, (int) position, end - (int) position);
            }
        }

        private void writeSome(ByteBuffer bytes, int position) {
            int fits = (int) Math.min(bytes.remaining(), room);
            content.now = Arrays.copyOf(content.now, Math.max(content.now.length, position + fits));
            bytes.get(content.now, position, fits);
        }

        @Override
        public void truncate(long size) {
            synchronized (SimulatedDisk.this) {
                if (size < content.now.length) content.now = Arrays.copyOf(content.now, (int) size);
                if (size < content.durable.length) content.durable = Arrays.copyOf(content.durable, (int) size);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                if (fault != null) throw fault;
                if (forceFails) throw new IOException("Input/output error");
                content.durable = content.now.clone();
            }
        }

        @Override
        public long size() {
            synchronized (SimulatedDisk.this) {
                return content.now.length;
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
