package dev.samovar.core.code;

import dev.samovar.spi.InvalidPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/// A zip or jar. Links inside the package and execute bits are kept.
final class ZipPackage implements PackageReader {
    static final String BROKEN = "Could not unzip uploaded file. Please check your file, then try to upload again.";
    static final String EMPTY = "Uploaded file must be a non-empty zip";
    private static final int LONGEST_LINK = 4096;

    private final @Nullable Path file;
    private final byte[] bytes;

    ZipPackage(Path file) {
        this.file = file;
        this.bytes = new byte[0];
    }

    ZipPackage(byte[] bytes) {
        this.file = null;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return file == null ? "of " + bytes.length + " bytes" : file.toString();
    }

    @Override
    public byte[] sha256() throws IOException {
        var digest = Digests.sha256();
        try (var in = open()) {
            var buffer = ByteBuffer.allocate(Math.clamp(in.size(), 1, 1 << 16));
            while (in.read(buffer.clear()) >= 0) digest.update(buffer.flip());
        }
        return digest.digest();
    }

    @Override
    public long size() throws IOException {
        return file == null ? bytes.length : Files.size(file);
    }

    private SeekableByteChannel open() throws IOException {
        return file == null ? new SeekableInMemoryByteChannel(bytes) : Files.newByteChannel(file);
    }

    @Override
    public void unpackInto(Path directory, SizeBudget budget) throws IOException {
        if (size() == 0) throw new InvalidPackageException(EMPTY, null);
        try (var channel = open();
                var zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            new Unpacking(zip, directory, budget).run();
        } catch (InvalidPackageException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidPackageException(BROKEN, e);
        }
    }

    /// The entries of one zip on their way to a directory. Links come last: nothing is written through them.
    private static final class Unpacking {
        private final ZipFile zip;
        private final Path directory;
        private final SizeBudget budget;
        private final LinkCheck check;
        private final Set<Path> seen = new HashSet<>();
        private final Map<Path, ZipArchiveEntry> links = new LinkedHashMap<>();

        Unpacking(ZipFile zip, Path directory, SizeBudget budget) {
            this.zip = zip;
            this.directory = directory;
            this.budget = budget;
            this.check = new LinkCheck(directory);
        }

        void run() throws IOException {
            var entries = Collections.list(zip.getEntries());
            if (entries.isEmpty()) throw new InvalidPackageException(EMPTY, null);
            for (var entry : entries) if (entry.isUnixSymlink()) links.put(placeOf(entry, directory), entry);
            for (var entry : entries) unpack(entry, placeOf(entry, directory));
            for (var link : links.entrySet()) link(link.getKey(), link.getValue());
        }

        private void unpack(ZipArchiveEntry entry, Path to) throws IOException {
            if (to.equals(directory)) return;
            check.requireNoLinkAbove(to);
            for (var up = to.getParent(); up != null && !up.equals(directory); up = up.getParent())
                if (links.containsKey(up)) throw check.throughALink(to);
            if (entry.isDirectory()) {
                Files.createDirectories(to);
                return;
            }
            if (!seen.add(to))
                throw new InvalidPackageException(
                        BROKEN + " The entry " + quote(entry.getName()) + " is there twice.", null);
            if (entry.isUnixSymlink()) return;
            Files.createDirectories(to.getParent());
            Files.deleteIfExists(to);
            try (var in = zip.getInputStream(entry)) {
                write(in, entry, to, budget);
            }
        }

        private void link(Path to, ZipArchiveEntry entry) throws IOException {
            Files.createDirectories(to.getParent());
            Files.deleteIfExists(to);
            try (var in = zip.getInputStream(entry)) {
                var target = new String(in.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
                Files.createSymbolicLink(to, Path.of(target));
            }
        }
    }

    private static Path placeOf(ZipArchiveEntry entry, Path directory) {
        var name = entry.getName();
        var to = directory.resolve(name.startsWith("/") ? "." + name : name).normalize();
        if (name.indexOf('\0') >= 0 || !to.startsWith(directory) || name.startsWith("/"))
            throw new InvalidPackageException(BROKEN + " The entry " + quote(name) + " leaves the package.", null);
        return to;
    }

    private static void write(InputStream in, ZipArchiveEntry entry, Path to, SizeBudget budget) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            copy(in, out, budget);
        }
        if (isExecutable(entry) && Files.getFileStore(to).supportsFileAttributeView("posix")) {
            var permissions = Files.getPosixFilePermissions(to, LinkOption.NOFOLLOW_LINKS);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(to, permissions);
        }
    }

    /// A zip of a program that tells nothing of permissions, as on systems that are no Unix, says of no file whether
    /// it is executable: what must be is then.
    private static boolean isExecutable(ZipArchiveEntry entry) {
        int mode = entry.getUnixMode();
        if (mode != 0) return (mode & 0111) != 0;
        return entry.getName().equals("bootstrap") || entry.getName().endsWith(".sh");
    }

    private static void copy(InputStream in, OutputStream out, SizeBudget budget) throws IOException {
        var buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            budget.take(read);
            out.write(buffer, 0, read);
        }
    }

    static String quote(String name) {
        return "'" + (name.length() > 80 ? name.substring(0, 80) + "…" : name).replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
