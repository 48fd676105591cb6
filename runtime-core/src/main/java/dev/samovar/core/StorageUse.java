package dev.samovar.core;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// How many bytes the files of a directory hold. Files that vanish meanwhile hold none.
final class StorageUse extends SimpleFileVisitor<Path> {
    private long bytes;

    private StorageUse() {}

    static long of(Path directory) {
        var use = new StorageUse();
        try {
            Files.walkFileTree(directory, use);
        } catch (IOException e) {
            return use.bytes;
        }
        return use.bytes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        bytes += attributes.isRegularFile() ? attributes.size() : 0;
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
    }
}
