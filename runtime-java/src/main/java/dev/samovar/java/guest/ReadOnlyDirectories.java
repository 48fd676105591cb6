package dev.samovar.java.guest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// The real directories that a guest may read and run from, but not change.
///
/// Links are followed as the operating system would follow them, those that lead to nothing included.
final class ReadOnlyDirectories {
    /// What the operating system says of such a directory.
    static final String REASON = "Read-only file system";

    private static final int MOST_LINKS = 40;

    private final List<Path> roots;

    ReadOnlyDirectories(Collection<Path> directories) {
        roots = directories.stream().map(root -> followed(root, MOST_LINKS)).toList();
    }

    /// Whether a file lies in one of them: what is written to.
    boolean hold(Path file) {
        return isWithin(followed(file, MOST_LINKS));
    }

    /// Whether the name of a file lies in one of them: what is created, deleted or renamed.
    boolean holdName(Path file) {
        return isWithin(named(file));
    }

    boolean hold(File file) {
        try {
            return hold(file.toPath());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    boolean holdName(File file) {
        try {
            return holdName(file.toPath());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean isWithin(Path real) {
        return roots.stream().anyMatch(real::startsWith);
    }

    private static Path followed(Path file, int links) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            var named = named(file);
            return links > 0 && Files.isSymbolicLink(named) ? followed(targetOf(named), links - 1) : named;
        }
    }

    private static Path targetOf(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            return link;
        }
    }

    private static Path named(Path file) {
        var absolute = file.toAbsolutePath();
        var directory = absolute.getParent();
        var name = absolute.getFileName();
        return directory == null || name == null
                ? absolute
                : followed(directory, MOST_LINKS).resolve(name).normalize();
    }
}
