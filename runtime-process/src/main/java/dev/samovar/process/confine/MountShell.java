package dev.samovar.process.confine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A shell that is the first process of Linux namespaces of its own, and that mounts what tables say. All in
/// the namespaces ends with it.
///
/// The path of a table is read from its input, or whether all stands still; how a mount went is told on its
/// standard error. When the input ends, because this JVM says so or has ended, the shell ends what it
/// started.
final class MountShell {
    /// What the shell that reads its input does. Tables are mounted by `told`, which the script has; where our own
    /// program reads in its place, that mounts them.
    private static final String SERVE = """
            serve() {
              if [ -x "$mounts" ]; then "$mounts"; else
                while read -r line; do
                  case $line in
                    stop) kill -STOP -1 ;;
                    cont) kill -CONT -1 ;;
                    *) told "$line" ;;
                  esac
                done
              fi
              kill -9 $child
            }
            """;

    private final Path directory;
    private final AtomicLong tables = new AtomicLong();
    private final List<String> namespaces;
    private final List<String> shell;
    private final Optional<Path> enter;

    private MountShell(Path directory, List<String> namespaces, List<String> shell, Optional<Path> enter) {
        this.directory = directory;
        this.namespaces = namespaces;
        this.shell = shell;
        this.enter = enter;
    }

    /// A shell for a script, if this machine has what starts it.
    ///
    /// @param directory where tables are written
    /// @param script what it does; its first arguments are the program `mount`, and ours for that or nothing.
    ///     It calls `serve` to read its input until there is no more, and to end the process `$child`
    /// @param user options of `unshare` that say who the shell is in its namespaces
    static Optional<MountShell> of(Path directory, String script, List<String> user) throws IOException {
        var unshare = new ArrayList<>(List.of("unshare"));
        unshare.addAll(user);
        unshare.addAll(List.of("--mount", "--propagation", "private"));
        var namespaces = found(List.of(List.of("setsid"), List.of("setpriv", "--pdeathsig", "KILL"), unshare));
        var shell = found(List.of(List.of("sh", "-c", SERVE + script, "sh"), List.of("mount")));
        if (namespaces.isEmpty() || shell.isEmpty()) return Optional.empty();
        var programs = directory.resolve("programs");
        shell.add(OwnProgram.MOUNTS.writtenTo(programs).map(Path::toString).orElse(""));
        return Optional.of(new MountShell(directory, namespaces, shell, OwnProgram.ENTER.writtenTo(programs)));
    }

    /// The words with the places of their programs; none if one is missing.
    private static List<String> found(List<List<String>> all) {
        var found = new ArrayList<String>();
        for (var words : all) {
            var tool = Tools.find(words.getFirst());
            if (tool.isEmpty()) return List.of();
            found.add(tool.get().toString());
            found.addAll(words.subList(1, words.size()));
        }
        return found;
    }

    /// Whether tables can have the paths below a directory.
    static boolean canName(Path directory) {
        return !directory.toString().matches(".*[:,\"\\\\\\s].*");
    }

    /// The words that start it, but for the other arguments of the script. A program of ours that starts the
    /// shell in a control group does what `unshare` does otherwise: it waits for the shell, and takes it
    /// along.
    ///
    /// @param group the directory of the group; null for that of this JVM
    List<String> words(@Nullable Path group) {
        var all = new ArrayList<String>();
        if (group != null && enter.isEmpty()) all.addAll(Entrance.words(group));
        all.addAll(namespaces);
        if (group != null && enter.isPresent()) all.addAll(List.of(enter.get().toString(), group.toString()));
        else all.addAll(List.of("--pid", "--fork", "--kill-child=KILL"));
        all.addAll(shell);
        return all;
    }

    /// Writes a table for the shell to read and to delete.
    Path written(MountTable table) throws IOException {
        return Files.writeString(directory.resolve("mounts" + tables.incrementAndGet()), table.text());
    }

    /// Has a running shell mount what a table says, and waits until it has.
    void mount(Process process, BufferedReader answers, MountTable table) throws IOException {
        var file = written(table);
        try {
            var in = process.getOutputStream();
            in.write((file + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            done(answers);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// Has a running shell stop all that runs in its namespaces, or go on.
    static void still(Process process, boolean on) throws IOException {
        var in = process.getOutputStream();
        in.write((on ? "stop\n" : "cont\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /// What a running shell tells.
    static BufferedReader answers(Process process) {
        return process.errorReader(StandardCharsets.UTF_8);
    }

    /// Waits until the shell has done what it was told.
    static void done(BufferedReader answers) throws IOException {
        var said = new StringBuilder();
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals("done 0")) return;
            if (line.startsWith("done ")) throw new IOException("its directories cannot be mounted: " + said);
            said.append(said.isEmpty() ? "" : "; ").append(line);
        }
        throw new IOException(said.isEmpty() ? "the process has ended" : said.toString());
    }
}
