package dev.samovar.process.python;

import java.nio.file.Path;
import java.util.List;

/// A Python on this machine.
///
/// @param path its program, as it calls itself
/// @param minor the 12 of 3.12
/// @param packages the directories of what is installed for it
record InstalledPython(Path path, int minor, List<Path> packages) {
    InstalledPython {
        packages = List.copyOf(packages);
    }

    String version() {
        return "3." + minor;
    }
}
