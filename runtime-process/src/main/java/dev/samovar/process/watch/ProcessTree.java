package dev.samovar.process.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A process and all that descend from it, as Linux tells of them. Who has no parent any more belongs to the
/// first process of its namespace, and so to the tree.
public final class ProcessTree {
    private static final Path PROC = Path.of("/proc");

    /// Lines of `/proc/PID/smaps_rollup` and `/proc/PID/status`, which count in kibibytes.
    private static final String SHARE = "Pss:";

    private static final String NOW = "VmRSS:";
    private static final String MOST = "VmHWM:";

    private final Path top;
    private final int above;
    private volatile @Nullable Path eldest;

    /// @param pid the process at the top
    /// @param above how many generations, that at the top first, are not the function's but keep it together
    public ProcessTree(long pid, int above) {
        this.top = PROC.resolve(Long.toString(pid));
        this.above = above;
    }

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
        for (var process : processes) exact += share(process);
        return exact;
    }

    /// All of what a process has that does not tell its share, which it can bring about.
    private static long share(Path process) {
        long share = line(process.resolve("smaps_rollup"), SHARE);
        return share > 0 ? share : line(process.resolve("status"), NOW);
    }

    /// The most bytes that the eldest of the function's processes ever had in memory; 0 if it is gone, or not there
    /// yet.
    public long mostOfEldest() {
        var known = eldest;
        if (known == null) {
            var processes = functions();
            if (processes.isEmpty()) return 0;
            known = processes.getFirst();
            eldest = known;
        }
        return line(known.resolve("status"), MOST);
    }

    /// The most bytes that each of those below the eldest, which are there, ever had in memory, together.
    public long mostBelowEldest() {
        return functions().stream()
                .skip(1)
                .mapToLong(it -> line(it.resolve("status"), MOST))
                .sum();
    }

    /// The eldest of the function's processes, if it is there.
    public Optional<Long> eldest() {
        return functions().stream()
                .findFirst()
                .map(it -> Long.parseLong(it.getFileName().toString()));
    }

    /// Every file that one of the function's processes has open or mapped, as `/proc` leads to it.
    void eachHeld(Consumer<Path> to) {
        for (var process : functions())
            for (var kind : List.of("fd", "map_files")) {
                try (var held = Files.newDirectoryStream(process.resolve(kind))) {
                    held.forEach(to);
                } catch (IOException | DirectoryIteratorException e) {
                    // It has ended.
                }
            }
    }

    /// The directories of the function's processes, the eldest generation first.
    private List<Path> functions() {
        var generation = List.of(top);
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
