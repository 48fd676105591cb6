package dev.samovar.cli;

import dev.samovar.api.Isolation;
import dev.samovar.process.ChildProcesses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// What the doctor finds on the machine.
final class MachineChecks {
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\S+)");
    private static final long GIB = 1L << 30;
    private static final int FEW_FILES = 4096;

    private MachineChecks() {}

    static Finding program(String name, String whatFor) {
        return inPath(name)
                .map(path -> Finding.ok(name, path + "; " + whatFor))
                .orElseGet(() -> Finding.no(name, "not found; " + whatFor));
    }

    /// @param language such as `Python`
    /// @param oldest the oldest version that functions run on
    /// @param found its interpreters with their versions
    static Finding interpreters(String language, String oldest, Map<Path, String> found) {
        var what = language.toLowerCase(Locale.ROOT);
        if (found.isEmpty())
            return Finding.no(
                    what, "not found; " + language + " functions run on " + language + " " + oldest + " and newer");
        var versions = new LinkedHashMap<String, Path>();
        found.forEach((path, version) -> versions.putIfAbsent(version, path));
        var listed = new StringJoiner(", ");
        versions.forEach((version, path) -> listed.add(version + " (" + path + ")"));
        return Finding.ok(
                what, listed + "; " + language + " functions run on the one of their version, else on the nearest");
    }

    private static Optional<Path> inPath(String name) {
        var path = System.getenv("PATH");
        if (path == null) return Optional.empty();
        for (var folder : path.split(File.pathSeparator, -1)) {
            try {
                var file = Path.of(folder, name);
                if (Files.isExecutable(file) && Files.isRegularFile(file)) return Optional.of(file);
            } catch (InvalidPathException e) {
                // A shell would not find anything there either.
            }
        }
        return Optional.empty();
    }

    /// Tries what keeps code apart that is not trusted.
    static Finding sandbox() {
        var what = "tier PROCESS";
        try (var launcher = ChildProcesses.launcher()) {
            return launcher.obstacle(Isolation.PROCESS)
                    .map(why -> Finding.no(
                            what,
                            why + " Functions of this tier are refused; a host that allows them without a"
                                    + " sandbox lets them reach the network, each other's files and Runtime API"))
                    .orElseGet(() -> Finding.ok(
                            what,
                            "bubblewrap: no network, never root, own files alone, memory watched; runs Java in JVMs"
                                    + " of its own, Node.js on engine node, Python, Ruby and custom runtimes"));
        }
    }

    /// Tries what the kernel holds sandboxed functions to their memory with.
    static Finding controlGroups() {
        return controlGroups(ChildProcesses.noControlGroups());
    }

    /// @param obstacle why there can be none, as a sentence's half
    static Finding controlGroups(Optional<String> obstacle) {
        var what = "control groups";
        return obstacle.map(why -> Finding.no(
                        what,
                        why + "; functions of tier PROCESS are watched alone, and the processor is not shared out"))
                .orElseGet(() -> Finding.ok(
                        what, "hold functions of tier PROCESS to their memory, and share the processor out by it"));
    }

    static Finding temporaryDirectory() {
        var what = "temp directory";
        var directory = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Files.delete(Files.createTempFile(directory, "samovar-", ".probe"));
            long free = Files.getFileStore(directory).getUsableSpace();
            var detail = directory + ", " + (free >> 20) + " MiB free";
            return free >= GIB
                    ? Finding.ok(what, detail)
                    : Finding.warn(what, detail + "; packages are unpacked there");
        } catch (IOException e) {
            return Finding.blocking(
                    what, "cannot write to " + directory + "; name another one with -Djava.io.tmpdir=DIRECTORY");
        }
    }

    static Finding openFiles() {
        return openFiles(read(Path.of("/proc/self/limits")));
    }

    /// @param limits the text of `/proc/self/limits`, or nothing
    static Finding openFiles(String limits) {
        var what = "open files";
        var found = OPEN_FILES.matcher(limits);
        if (!found.find()) return Finding.ok(what, "limit not known on this system");
        var soft = found.group(1);
        return soft.equals("unlimited") || Long.parseLong(soft) >= FEW_FILES
                ? Finding.ok(what, "at most " + soft)
                : Finding.warn(what, "at most " + soft + "; ulimit -n raises it for many environments");
    }

    static Finding memoryLimit() {
        for (var file : List.of("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")) {
            var text = read(Path.of(file)).strip();
            if (!text.isEmpty()) return memoryLimit(text);
        }
        return Finding.ok("memory limit", "none known for this process's control group");
    }

    /// @param limit bytes or `max`, as a control group's file says
    static Finding memoryLimit(String limit) {
        var what = "memory limit";
        if (!limit.matches("\\d{1,18}")) return Finding.ok(what, "none for this process's control group");
        long bytes = Long.parseLong(limit);
        var detail = (bytes >> 20) + " MiB for this process's control group";
        return bytes >= GIB / 2 ? Finding.ok(what, detail) : Finding.warn(what, detail + "; that is little for a JVM");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
