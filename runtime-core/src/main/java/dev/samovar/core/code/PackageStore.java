package dev.samovar.core.code;

import dev.samovar.api.Code;
import dev.samovar.spi.InvalidPackageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Unpacks packages into directories that are named by their content, so that the same package is unpacked
/// once, and removes them when nobody claims them any more.
///
/// A package is unpacked beside its place and moved there whole: there is never half of one.
public final class PackageStore {
    private final Path root;
    private final long unpackedLimit;
    private final Sources sources;
    private final ClaimedDirectories directories = new ClaimedDirectories();

    /// @param root the directory to unpack in, made if it is not there
    /// @param unpackedLimit the bytes that a package and its layers may have together
    /// @param sources where packages come from, besides the disk and memory
    public PackageStore(Path root, long unpackedLimit, Sources sources) {
        this.root = root;
        this.unpackedLimit = unpackedLimit;
        this.sources = sources;
    }

    /// Unpacks a package and its layers, and claims them for the caller.
    ///
    /// @throws InvalidPackageException if one of them is missing, broken, too large, changes while it is
    ///     read, or has entries that leave it
    public PackageClaim store(Code code, List<Code> layers) {
        return new PackageClaim(code instanceof Code.OfHost host ? of(host) : unpacked(code, layers), directories);
    }

    private static StoredPackage of(Code.OfHost code) {
        var handler = code.handler();
        var identity = "host:" + handler.getClass().getName() + "@" + System.identityHashCode(handler);
        return new StoredPackage(null, null, identity, "", 0, identity);
    }

    private StoredPackage unpacked(Code code, List<Code> layers) {
        try {
            var budget = new SizeBudget(unpackedLimit);
            var main = unpackOnce(List.of(code), budget);
            if (layers.isEmpty())
                return new StoredPackage(main.directory(), null, main.sha256(), "", main.size(), main.name());
            var extra = layersOf(main, layers, budget);
            return new StoredPackage(
                    main.directory(),
                    extra.directory(),
                    main.sha256(),
                    extra.sha256(),
                    main.size(),
                    main.name() + "+" + extra.name());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack a package into " + root, e);
        }
    }

    private Unpacked layersOf(Unpacked main, List<Code> layers, SizeBudget budget) throws IOException {
        try {
            return unpackOnce(layers, budget);
        } catch (IOException | RuntimeException e) {
            directories.release(main.directory());
            throw e;
        }
    }

    private record Unpacked(Path directory, String name, String sha256, long size) {}

    private Unpacked unpackOnce(List<Code> codes, SizeBudget budget) throws IOException {
        var packages = new ArrayList<PackageReader>();
        for (var one : codes) packages.add(open(one));
        var parts = new Parts(packages);
        var sha256 = parts.sha256();
        long size = parts.size();
        var name = HexFormat.of().formatHex(sha256);
        var place = root.resolve(name);
        directories.claim(place);
        try {
            if (!Files.isDirectory(place)) unpack(parts, sha256, place, budget);
            else budget.take(sizeOf(place));
        } catch (IOException | RuntimeException e) {
            directories.release(place);
            throw e;
        }
        return new Unpacked(place, name, Base64.getEncoder().encodeToString(sha256), size);
    }

    private void unpack(Parts parts, byte[] sha256, Path place, SizeBudget budget) throws IOException {
        Files.createDirectories(root);
        var draft = Files.createTempDirectory(root, "unpacking-");
        try {
            parts.unpackInto(draft, sha256, budget);
            letOthersRead(draft);
            moveInPlace(draft, place);
        } finally {
            Trees.delete(draft);
        }
    }

    /// A function may run as another user: all may read what it consists of, whatever this process's mask says. The
    /// directory above is closed to others.
    private static void letOthersRead(Path draft) throws IOException {
        if (!Files.getFileStore(draft).supportsFileAttributeView("posix")) return;
        try (var files = Files.walk(draft)) {
            for (var file : files.filter(it -> !Files.isSymbolicLink(it)).toList()) letOthersReadOne(file);
        }
    }

    private static void letOthersReadOne(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        boolean changed = permissions.add(PosixFilePermission.OTHERS_READ);
        if (permissions.contains(PosixFilePermission.OWNER_EXECUTE))
            changed |= permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        if (changed) Files.setPosixFilePermissions(file, permissions);
    }

    /// Whoever comes second finds the same content there. What the move then throws differs from
    /// system to system.
    private static void moveInPlace(Path draft, Path place) throws IOException {
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(place)) throw e;
        }
    }

    private PackageReader open(Code code) {
        return switch (code) {
            case Code.Zip(var bytes) -> new ZipPackage(bytes.toByteArray());
            case Code.Layer(var version) -> open(version.content().code());
            case Code.OnDisk onDisk -> reader(sources.locate(onDisk));
            case Code.InS3 inS3 -> reader(sources.locate(inS3));
            case Code.OfHost _ -> throw new InvalidPackageException("a handler of the host is no layer", null);
        };
    }

    private static PackageReader reader(Path located) {
        return Files.isDirectory(located) ? new DirectoryPackage(located) : new ZipPackage(located);
    }

    private static long sizeOf(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            long size = 0;
            for (var file : (Iterable<Path>) files::iterator) if (Files.isRegularFile(file)) size += Files.size(file);
            return size;
        }
    }

    /// Removes everything that was unpacked.
    public void close() {
        try {
            Trees.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the unpacked packages in " + root, e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
