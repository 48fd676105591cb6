package dev.samovar.process.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process and all that descend from it, as Linux tells of them. Who has no parent any more belongs to the
/// first process of its namespace, and so to the tree.
///
/// @param pid the process at the top
/// @param above how many generations, that at the top first, are not the function's but keep it together
public record ProcessTree(long pid, int above) {
    private static final Path PROC = Path.of("/proc");

    /// Lines of `/proc/PID/smaps_rollup` and `/proc/PID/status`, which count in kibibytes.
    private static final String SHARE = "Pss:";

    private static final String NOW = "VmRSS:";
    private static final String MOST = "VmHWM:";

    /// Whether this system tells who descends from whom.
    public static boolean isTold() {
        return Files.exists(PROC.resolve("thread-self/children"));
    }

    /// The bytes that the function's processes have in memory. What several share counts once for each in a quick
    /// look, whose answer is never too small; a closer one divides it among them.
    ///
    /// @param limit when the quick look answers more than this, a closer one is taken
    long resident(long limit) {
        var processes = functions();
        long quick = 0;
        for (var process : processes) quick += line(process.resolve("status"), NOW);
        if (quick <= limit || processes.size() == 1) return quick;
        long exact = 0;
        for (var process : processes) exact += line(process.resolve("smaps_rollup"), SHARE);
        return exact == 0 ? quick : exact;
    }

    /// The most bytes that the eldest of the function's processes ever had in memory, or -1 if it is gone.
    public long mostOfEldest() {
        var processes = functions();
        return processes.isEmpty() ? -1 : line(processes.getFirst().resolve("status"), MOST);
    }

    /// The eldest of the function's processes, if it is there.
    public Optional<Long> eldest() {
        return functions().stream()
                .findFirst()
                .map(it -> Long.parseLong(it.getFileName().toString()));
    }

    /// The directories of the function's processes, the eldest generation first.
    private List<Path> functions() {
        var generation = List.of(PROC.resolve(Long.toString(pid)));
        var all = new ArrayList<Path>();
        for (int depth = 0; !generation.isEmpty(); depth++) {
            if (depth >= above) all.addAll(generation);
            var next = new ArrayList<Path>();
            for (var process : generation) addChildren(process, next);
            generation = next;
        }
        return all;
    }

    /// Linux lists children by the thread that started them.
    private static void addChildren(Path process, List<Path> to) {
        try (var threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (var thread : threads)
                for (var child : text(thread.resolve("children")).split(" ", -1))
                    if (!child.isBlank()) to.add(PROC.resolve(child));
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended.
        }
    }

    private static long line(Path file, String name) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /// What a file says, nothing if it is gone.
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
