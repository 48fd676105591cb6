package dev.samovar.process.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The processes of a control group.
final class Members {
    /// How many times those are looked for that began while others were moved.
    private static final int ROUNDS = 5;

    private static final String FILE = "cgroup.procs";

    private Members() {}

    /// Where a process is written to become one.
    static Path file(Path group) {
        return group.resolve(FILE);
    }

    /// Their numbers; 0 stands for one that cannot be seen from here.
    static List<Long> of(Kernel kernel, Path group) throws IOException {
        return kernel.text(file(group))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    /// Moves those of this JVM to another group, and with them those that they start meanwhile.
    ///
    /// @throws IOException if others remain, or one cannot be moved
    static void moveOurs(Kernel kernel, Path from, Path to) throws IOException {
        move(kernel, from, to, false);
    }

    /// Moves all to another group, and with them those that they start meanwhile.
    ///
    /// @throws IOException if one cannot be moved
    static void moveAll(Kernel kernel, Path from, Path to) throws IOException {
        move(kernel, from, to, true);
    }

    private static void move(Kernel kernel, Path from, Path to, boolean all) throws IOException {
        IOException obstacle = null;
        for (int round = 0; round < ROUNDS; round++) {
            var there = of(kernel, from);
            if (there.isEmpty()) return;
            var ours = all ? Set.copyOf(there) : kernel.family();
            for (var process : there) {
                if (!ours.contains(process)) continue;
                try {
                    kernel.write(file(to), Long.toString(process));
                } catch (IOException e) {
                    // It may have ended.
                    obstacle = e;
                }
            }
        }
        var left = of(kernel, from);
        if (left.isEmpty()) return;
        if (obstacle != null && left.contains(kernel.self())) throw obstacle;
        throw new IOException("other processes are in the control group " + from);
    }
}
