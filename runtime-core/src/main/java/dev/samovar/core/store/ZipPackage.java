package dev.samovar.core.store;

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
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/// A zip or jar. Links inside the package and execute bits are kept.
final class ZipPackage implements PackageReader {
    private static final String BROKEN =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";
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
    public byte[] sha256() throws IOException {
        var digest = Digests.sha256();
        try (var in = open()) {
            var buffer = ByteBuffer.allocate(1 << 16);
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
        try (var channel = open();
                var zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            var seen = new HashSet<String>();
            for (var entry : Collections.list(zip.getEntries())) unpack(zip, entry, directory, budget, seen);
        } catch (InvalidPackageException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidPackageException(BROKEN, e);
        }
    }

    private static void unpack(ZipFile zip, ZipArchiveEntry entry, Path directory, SizeBudget budget, Set<String> seen)
            throws IOException {
        var to = placeOf(entry, directory);
        if (to.equals(directory)) return;
        if (entry.isDirectory()) {
            Files.createDirectories(to);
            return;
        }
        if (!seen.add(to.toString()))
            throw new InvalidPackageException(BROKEN + " The entry " + quote(entry) + " is there twice.", null);
        requireNoLinkAbove(directory, to, entry);
        Files.createDirectories(to.getParent());
        Files.deleteIfExists(to);
        try (var in = zip.getInputStream(entry)) {
            if (entry.isUnixSymlink()) link(in, entry, directory, to);
            else write(in, entry, to, budget);
        }
    }

    private static Path placeOf(ZipArchiveEntry entry, Path directory) {
        var name = entry.getName();
        var to = directory.resolve(name.startsWith("/") ? "." + name : name).normalize();
        if (name.indexOf('\0') >= 0 || !to.startsWith(directory) || name.startsWith("/"))
            throw new InvalidPackageException(BROKEN + " The entry " + quote(entry) + " leaves the package.", null);
        return to;
    }

    private static void requireNoLinkAbove(Path directory, Path to, ZipArchiveEntry entry) {
        for (var up = to.getParent(); up != null && !up.equals(directory); up = up.getParent())
            if (Files.isSymbolicLink(up))
                throw new InvalidPackageException(
                        BROKEN + " The entry " + quote(entry) + " goes through a link.", null);
    }

    private static void link(InputStream in, ZipArchiveEntry entry, Path directory, Path to) throws IOException {
        var target = new String(in.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
        var resolved = to.resolveSibling(target).normalize();
        if (!resolved.startsWith(directory))
            throw new InvalidPackageException(BROKEN + " The link " + quote(entry) + " leaves the package.", null);
        Files.createSymbolicLink(to, Path.of(target));
    }

    private static void write(InputStream in, ZipArchiveEntry entry, Path to, SizeBudget budget) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            copy(in, out, budget);
        }
        if ((entry.getUnixMode() & 0111) != 0 && Files.getFileStore(to).supportsFileAttributeView("posix")) {
            var permissions = Files.getPosixFilePermissions(to, LinkOption.NOFOLLOW_LINKS);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(to, permissions);
        }
    }

    private static void copy(InputStream in, OutputStream out, SizeBudget budget) throws IOException {
        var buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            budget.take(read);
            out.write(buffer, 0, read);
        }
    }

    private static String quote(ZipArchiveEntry entry) {
        var name = entry.getName();
        return "'" + (name.length() > 80 ? name.substring(0, 80) + "…" : name).replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
