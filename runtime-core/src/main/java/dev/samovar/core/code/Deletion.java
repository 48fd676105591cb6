package dev.samovar.core.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Deletes a directory in as many rounds as it takes: what had to be moved or opened first is deleted in the next.
final class Deletion extends SimpleFileVisitor<Path> {
    /// The bytes of a path from which on a directory is moved up. Paths of 4,096 are too long for Linux.
    private static final int LONG = 2_048;

    private final Path top;
    private long moved;
    private boolean again = true;

    Deletion(Path top) {
        this.top = top;
    }

    /// Begins a round, if one is needed.
    boolean begin() {
        boolean needed = again;
        again = false;
        return needed;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (directory.getNameCount() - top.getNameCount() < 2 || length(directory) < LONG)
            return FileVisitResult.CONTINUE;
        again = true;
        try {
            Files.move(directory, unused());
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            // Somebody else is at it: what is left is seen in the next round.
        }
        return FileVisitResult.SKIP_SUBTREE;
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private Path unused() {
        while (true) {
            var path = top.resolve("deep" + moved++);
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) return path;
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        delete(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
        if (!(failure instanceof AccessDeniedException) || !opened(file)) throw failure;
        again = true;
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null && !(failure instanceof NoSuchFileException)) throw failure;
        if (!again) delete(directory);
        return FileVisitResult.CONTINUE;
    }

    private static void delete(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (AccessDeniedException e) {
            if (!opened(file.getParent())) throw e;
            Files.deleteIfExists(file);
        }
    }

    /// Whether a directory was closed to its owner, and is not any more.
    private static boolean opened(@Nullable Path directory) {
        try {
            if (directory == null || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) return false;
            var all = PosixFilePermissions.fromString("rwx------");
            if (Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS)
                    .containsAll(all)) return false;
            Files.setPosixFilePermissions(directory, all);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
