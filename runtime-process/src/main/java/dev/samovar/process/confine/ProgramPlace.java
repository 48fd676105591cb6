package dev.samovar.process.confine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a sandbox finds the program that it runs: where the machine has it, if that is with the system's
/// programs; else in `/var/lang`, as Lambda has its own, with what was installed along with it.
///
/// Of the directory that a program was installed in, its [#PARTS] alone are shown: it may be somebody's home.
///
/// @param prefix the directory that the program was installed in, null where nothing of it is shown
/// @param parts what is shown in `/var/lang`, by its path there
/// @param path the program, as the sandbox sees it
record ProgramPlace(@Nullable Path prefix, SortedMap<String, Path> parts, String path) {
    /// Where sandboxes see parts.
    static final String LANG = "/var/lang";

    private static final List<String> PARTS =
            List.of("bin", "conf", "include", "jmods", "lib", "lib32", "lib64", "libexec", "share");

    static ProgramPlace of(String word) {
        var path = Path.of(word);
        if (!path.isAbsolute() || Bubblewrap.shows(path) || isFunctions(path))
            return new ProgramPlace(null, new TreeMap<>(), word);
        var place = path.getParent();
        var prefix = place == null || !place.endsWith("bin") ? null : place.getParent();
        var parts = new TreeMap<String, Path>();
        if (prefix == null) parts.put("bin/" + path.getFileName(), path);
        else for (var part : PARTS) if (Files.isDirectory(prefix.resolve(part))) parts.put(part, prefix.resolve(part));
        return new ProgramPlace(prefix, parts, LANG + "/bin/" + path.getFileName());
    }

    /// Where a sandbox sees a file that was installed along with the program.
    Path seen(Path file) {
        return prefix != null && file.startsWith(prefix) ? Path.of(LANG).resolve(prefix.relativize(file)) : file;
    }

    private static boolean isFunctions(Path path) {
        return path.startsWith("/var/task") || path.startsWith("/opt/bootstrap");
    }
}
