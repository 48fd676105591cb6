package dev.samovar.process.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the control group of this process is, of version 2, as `/proc/self` tells of it and of what is
/// mounted.
final class Place {
    private static final String VERSION_2 = "0::";

    private Place() {}

    /// The directory of the group.
    ///
    /// @throws IOException if there is none; the message says why, as a sentence's half
    static Path find(Kernel kernel) throws IOException {
        var proc = kernel.proc();
        if (!kernel.exists(proc.resolve("cgroup"))) throw new IOException("this system has no control groups");
        var group = kernel.text(proc.resolve("cgroup"))
                .lines()
                .filter(line -> line.startsWith(VERSION_2))
                .map(line -> Path.of(line.substring(VERSION_2.length())))
                .findFirst()
                .orElseThrow(() -> new IOException("this system has no control groups of version 2"));
        for (var line : kernel.text(proc.resolve("mountinfo")).lines().toList()) {
            var place = below(line, group);
            if (place.isPresent() && hasSelf(kernel, place.get())) return place.get();
        }
        throw new IOException("the control groups of version 2 are not mounted, or not that of this process");
    }

    /// Where a mount shows a group; empty if it shows others, or what is no control group.
    ///
    /// @param line of `mountinfo`: what is mounted comes fourth, and where fifth; after a dash comes of which
    ///     kind
    private static Optional<Path> below(String line, Path group) {
        int dash = line.indexOf(" - ");
        if (dash < 0 || !line.startsWith("cgroup2 ", dash + 3)) return Optional.empty();
        var fields = line.substring(0, dash).split(" ", -1);
        if (fields.length < 5) return Optional.empty();
        var root = Path.of(unescaped(fields[3]));
        return group.startsWith(root)
                ? Optional.of(Path.of(unescaped(fields[4]))
                        .resolve(root.relativize(group))
                        .normalize())
                : Optional.empty();
    }

    /// What separates fields is written as octal numbers within them.
    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /// What is mounted later may hide it.
    private static boolean hasSelf(Kernel kernel, Path group) {
        try {
            return Members.of(kernel, group).contains(kernel.self());
        } catch (IOException e) {
            return false;
        }
    }
}
