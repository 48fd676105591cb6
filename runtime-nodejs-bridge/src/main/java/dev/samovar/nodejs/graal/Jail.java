package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that a function sees: its package at `/var/task`, its layers at `/opt`, both read-only, and its
/// own `/tmp`. There is nothing else.
///
/// Every link is followed here and in the function's own terms: an absolute one leads to where the function
/// would see it, and none leads out. Only the function itself changes `/tmp`, on the thread that resolves,
/// so that what was resolved holds until it is opened.
///
/// @param directories real directories by where the function sees them
/// @param here where relative paths begin, as the function sees it
record Jail(Map<String, Path> directories, String here) {
    static final Jail EMPTY = new Jail(Map.of());

    private static final int LINKS = 40;
    private static final String WRITABLE = "/tmp";

    /// A jail whose relative paths begin where a function's code is.
    Jail(Map<String, Path> directories) {
        this(directories, "/var/task");
    }

    /// A place in the jail.
    ///
    /// @param seen its absolute path as the function sees it
    /// @param real where it really is; null outside the mounted directories, where there are only those above them,
    ///     such as `/var`
    record Place(String seen, @Nullable Path real) {
        /// The real place of something that may be written.
        ///
        /// @throws FileFault `EROFS` if it may not
        Path writable() {
            if (real == null || !(seen.startsWith(WRITABLE + "/") || seen.equals(WRITABLE)))
                throw new FileFault("EROFS");
            return real;
        }

        /// The real place.
        ///
        /// @throws FileFault `EACCES` for a directory above the mounted ones
        Path readable() {
            if (real == null) throw new FileFault("EACCES");
            return real;
        }
    }

    /// The place that a path names. Of its last part a link is followed only if asked to; whether there is
    /// anything is not asked.
    ///
    /// @throws FileFault `ENOENT` if a directory on the way is not there, `ELOOP` for links without end
    Place resolve(String path, boolean followLast) {
        if (path.isEmpty()) throw new FileFault("ENOENT");
        if (path.indexOf('\0') >= 0) throw new FileFault("EINVAL");
        var left = new ArrayDeque<>(parts(path.startsWith("/") ? path : here + "/" + path));
        List<String> done = new ArrayList<>();
        for (int links = 0; !left.isEmpty(); ) {
            var part = left.pop();
            if (part.equals("..")) {
                if (!done.isEmpty()) done.removeLast();
                continue;
            }
            done.add(part);
            var real = real(done);
            if (real == null || (left.isEmpty() && !followLast) || !Files.isSymbolicLink(real)) {
                if (!left.isEmpty()) requireDirectory(done, real);
                continue;
            }
            if (++links > LINKS) throw new FileFault("ELOOP");
            var target = link(real);
            if (target.startsWith("/")) done.clear();
            else done.removeLast();
            parts(target).reversed().forEach(left::push);
        }
        return new Place("/" + String.join("/", done), real(done));
    }

    /// The same jail, with relative paths that begin elsewhere.
    ///
    /// @throws FileFault `ENOENT` or `ENOTDIR` if there is no such directory
    Jail at(String path) {
        var place = resolve(path, true);
        requireDirectory(parts(place.seen()), place.real());
        return new Jail(directories, place.seen());
    }

    private void requireDirectory(List<String> done, @Nullable Path real) {
        if (real == null ? isAbove("/" + String.join("/", done)) : Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS))
            return;
        throw new FileFault(real != null && Files.exists(real, LinkOption.NOFOLLOW_LINKS) ? "ENOTDIR" : "ENOENT");
    }

    private static String link(Path real) {
        try {
            return Files.readSymbolicLink(real).toString();
        } catch (IOException e) {
            throw FileFault.of(e);
        }
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        for (var part : path.split("/", -1)) if (!part.isEmpty() && !part.equals(".")) parts.add(part);
        return parts;
    }

    private @Nullable Path real(List<String> parts) {
        var path = "/" + String.join("/", parts);
        for (var mount : directories.entrySet()) {
            if (path.equals(mount.getKey())) return mount.getValue();
            if (path.startsWith(mount.getKey() + "/"))
                return below(mount.getValue(), path.substring(mount.getKey().length() + 1));
        }
        return null;
    }

    private static Path below(Path directory, String rest) {
        try {
            return directory.resolve(rest);
        } catch (InvalidPathException e) {
            throw new FileFault("ENOENT");
        }
    }

    /// Whether it is the root or a directory on the way to a mounted one.
    boolean isAbove(String path) {
        var prefix = path.equals("/") ? "/" : path + "/";
        return directories.keySet().stream().anyMatch(mount -> mount.startsWith(prefix));
    }

    /// The names in a directory above the mounted ones.
    List<String> namesAbove(String path) {
        var prefix = path.equals("/") ? "/" : path + "/";
        return directories.keySet().stream()
                .filter(mount -> mount.startsWith(prefix))
                .map(mount -> mount.substring(prefix.length()).replaceFirst("/.*", ""))
                .distinct()
                .sorted()
                .toList();
    }
}
