package dev.samovar.process.confine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a sandbox finds the program that it runs: where the machine has it, if that is with the system's programs;
/// else in `/var/lang`, as Lambda has its own, with all that is installed along with it.
///
/// @param prefix what is seen in `/var/lang`; null for nothing
/// @param path the program, as the sandbox sees it
record ProgramPlace(@Nullable Path prefix, String path) {
    static ProgramPlace of(String word) {
        var path = Path.of(word);
        if (!path.isAbsolute() || Bubblewrap.shows(path) || isFunctions(path)) return new ProgramPlace(null, word);
        var place = path.getParent();
        if (place == null || !place.endsWith("bin") || place.getParent() == null)
            return new ProgramPlace(place, "/var/lang/" + path.getFileName());
        return new ProgramPlace(place.getParent(), "/var/lang/bin/" + path.getFileName());
    }

    private static boolean isFunctions(Path path) {
        return path.startsWith("/var/task") || path.startsWith("/opt/bootstrap");
    }
}
