package dev.samovar.process.confine;

import java.nio.file.Path;
import java.util.List;

/// A shell that moves to a control group and becomes a command there. What cannot move runs all the same.
final class Entrance {
    private static final String SHELL = "{ printf 0 >\"$0/cgroup.procs\"; } 2>/dev/null; exec \"$@\"";

    private Entrance() {}

    /// The words before those of the command.
    ///
    /// @param group its directory
    static List<String> words(Path group) {
        return List.of("/bin/sh", "-c", SHELL, group.toString());
    }
}
