package dev.samovar.core.code;

import dev.samovar.spi.InvalidPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// Tells whether symbolic links stay in a directory, following them step by step as the system does: what a
/// path looks like says nothing where it goes through another link.
final class LinkCheck {
    private static final int MOST_HOPS = 40;

    private final Path directory;

    LinkCheck(Path directory) {
        this.directory = directory;
    }

    /// @throws InvalidPackageException if any link in the directory leads out of it, or nowhere in 40 hops
    void requireAllInside() throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files::iterator)
                if (Files.isSymbolicLink(file) && leaves(file))
                    throw new InvalidPackageException(
                            ZipPackage.BROKEN + " The link " + quote(file) + " leaves the package.", null);
        }
    }

    /// @throws InvalidPackageException if a file of the directory would be written through a link
    void requireNoLinkAbove(Path file) {
        for (var up = file.getParent(); up != null && !up.equals(directory); up = up.getParent())
            if (Files.isSymbolicLink(up)) throw throughALink(file);
    }

    InvalidPackageException throughALink(Path file) {
        return new InvalidPackageException(
                ZipPackage.BROKEN + " The entry " + quote(file) + " goes through a link.", null);
    }

    private boolean leaves(Path link) throws IOException {
        Deque<Path> ahead = new ArrayDeque<>();
        directory.relativize(link).forEach(ahead::add);
        var depth = new ArrayDeque<Path>();
        var at = directory;
        int hops = 0;
        while (!ahead.isEmpty()) {
            var step = ahead.pop().toString();
            if (step.isEmpty() || step.equals(".")) continue;
            if (step.equals("..")) {
                if (depth.isEmpty()) return true;
                at = depth.pop();
                continue;
            }
            var next = at.resolve(step);
            if (!Files.isSymbolicLink(next)) {
                depth.push(at);
                at = next;
                continue;
            }
            var target = Files.readSymbolicLink(next);
            if (target.getRoot() != null || ++hops > MOST_HOPS) return true;
            for (int i = target.getNameCount() - 1; i >= 0; i--) ahead.push(target.getName(i));
        }
        return false;
    }

    private String quote(Path file) {
        return ZipPackage.quote(directory.relativize(file).toString());
    }
}
