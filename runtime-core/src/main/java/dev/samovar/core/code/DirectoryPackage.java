package dev.samovar.core.code;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.List;

/// A directory that holds what the zip would hold.
final class DirectoryPackage implements PackageReader {
    private final Path source;

    DirectoryPackage(Path source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.toString();
    }

    @Override
    public byte[] sha256() throws IOException {
        var digest = Digests.sha256();
        for (var file : entries()) {
            digest.update(PackageStore.utf8(source.relativize(file).toString() + "\0"));
            if (Files.isSymbolicLink(file))
                digest.update(PackageStore.utf8(Files.readSymbolicLink(file).toString()));
            else if (Files.isRegularFile(file))
                Files.copy(file, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            digest.update((byte) (Files.isExecutable(file) ? 1 : 0));
        }
        return digest.digest();
    }

    @Override
    public long size() throws IOException {
        long size = 0;
        for (var file : entries()) if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) size += Files.size(file);
        return size;
    }

    @Override
    public void unpackInto(Path directory, SizeBudget budget) throws IOException {
        budget.take(size());
        var links = new LinkCheck(directory);
        for (var file : entries()) {
            var to = directory.resolve(source.relativize(file).toString());
            links.requireNoLinkAbove(to);
            if (Files.isSymbolicLink(file)) {
                Files.deleteIfExists(to);
                Files.createSymbolicLink(to, Files.readSymbolicLink(file));
            } else if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.walk(source)) {
            return files.filter(file -> !file.equals(source)).sorted().toList();
        }
    }
}
