package dev.samovar.core.journal;

import dev.samovar.spi.Store;
import dev.samovar.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that are named by the digest of what is in them. One is there as long as somebody claims it or a value
/// refers to it. It is written beside its place and moved there whole.
final class Contents {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
    private static final String DRAFT = "writing-";

    private final Disk disk;
    private final Path directory;
    private final Map<String, Integer> uses = new HashMap<>();
    private final AtomicLong drafts = new AtomicLong();

    Contents(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    Path file(String sha256) {
        return directory.resolve(sha256);
    }

    Store.Content keep(InputStream content) throws IOException {
        var draft = directory.resolve(DRAFT + drafts.incrementAndGet());
        try {
            var sha256 = write(content, draft);
            take(sha256, draft);
            return new Claim(sha256);
        } finally {
            discard(draft);
        }
    }

    synchronized Store.Content claim(String sha256) {
        refer(Set.of(sha256));
        return new Claim(sha256);
    }

    private String write(InputStream content, Path draft) throws IOException {
        var digest = sha256();
        var buffer = new byte[1 << 16];
        try (var file = opened(draft)) {
            long at = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                append(file, ByteBuffer.wrap(buffer, 0, read), at);
                at += read;
            }
            force(file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Disk.DiskFile opened(Path draft) {
        try {
            return disk.open(draft);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private void append(Disk.DiskFile file, ByteBuffer bytes, long at) {
        try {
            file.write(bytes, at);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private void force(Disk.DiskFile file) {
        try {
            file.force();
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    /// The same content that is there already may be damaged: the new one takes its place.
    private synchronized void take(String sha256, Path draft) {
        try {
            disk.move(draft, file(sha256));
            disk.forceDirectory(directory);
        } catch (IOException e) {
            throw notKept(e);
        }
        uses.merge(sha256, 1, Integer::sum);
    }

    private void discard(Path draft) {
        try {
            disk.delete(draft);
        } catch (IOException e) {
            LOG.warn("{} could not be removed", draft, e);
        }
    }

    private StoreException notKept(IOException e) {
        return new StoreException("cannot write to " + directory + ": " + e.getMessage(), e);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    synchronized void refer(Set<String> digests) {
        for (var digest : digests) uses.merge(digest, 1, Integer::sum);
    }

    synchronized void unrefer(Set<String> digests) {
        for (var digest : digests)
            if (uses.computeIfPresent(digest, (_, count) -> count == 1 ? null : count - 1) == null)
                discard(file(digest));
    }

    /// Removes what nobody uses.
    synchronized void sweep() throws IOException {
        for (var name : disk.list(directory)) if (!uses.containsKey(name)) discard(directory.resolve(name));
    }

    private final class Claim implements Store.Content {
        private final String sha256;
        private final AtomicBoolean closed = new AtomicBoolean();

        Claim(String sha256) {
            this.sha256 = sha256;
        }

        @Override
        public String sha256() {
            return sha256;
        }

        @Override
        public Path file() {
            return Contents.this.file(sha256);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) unrefer(Set.of(sha256));
        }
    }
}
