package dev.samovar.process.confine;

import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Linux namespaces for children: each sees its function's directories where Lambda has them, and all that it
/// starts ends with it, whatever it does.
///
/// A shell is the first process of the namespaces, and all in them ends with it. It starts the child at
/// once, so that the child can wait as a blank, or once the directories are there, and ends when the child
/// does. A table says what is mounted; its path is read from the shell's input by a second one beside it, or
/// before the child starts, and how that went is told on the shell's standard error, which the child does not
/// have. When the input ends, because this JVM says so or has ended, the second shell ends the child.
///
/// `/var/task` need not exist on the machine: a view of `/var` that has it is laid over `/var`.
public final class Namespaces implements Confines {
    private static final Logger LOG = LoggerFactory.getLogger(Namespaces.class);
    private static final String SHELL = """
            mount=$1; when=$2; view=$3; shift 3
            told() { "$mount" "$@"; set -- $?; echo "done $1"; return $1; }
            lay() { told -t overlay overlay -o "ro,lowerdir=$view:/var" /var; }
            exec 3<&0
            case $when in
              inside) { lay && read -r table <&3 && told -a -T "$table" && cd /var/task; } >&2 || exit ;;
            esac
            unset PWD OLDPWD
            "$@" </dev/null 2>&1 3<&- &
            child=$!
            (
              case $when in at-once) lay ;; esac
              while read -r table; do told -a -T "$table"; done
              kill -9 $child
            ) <&3 >&2 &
            exec 3<&-
            wait $child
            exit $?
            """;

    private final Path directory;
    private final Path empty;
    private final AtomicLong tables = new AtomicLong();
    private final List<String> prefix;

    private Namespaces(Path directory, List<String> prefix) throws IOException {
        this.directory = directory;
        this.prefix = prefix;
        this.empty = Files.createDirectories(directory.resolve("empty"));
    }

    /// Namespaces, if this machine permits them, which is found out by trying.
    ///
    /// @param directory for what belongs to the children
    public static Optional<Namespaces> tried(Path directory, Spawner spawner) throws IOException {
        var made = onPaper(directory);
        if (made.isEmpty()) return Optional.empty();
        var refused = made.get().refusal(spawner);
        if (refused.isEmpty()) return made;
        LOG.warn(
                "this machine does not permit namespaces ({}): child processes see their code where it really is instead of"
                        + " at /var/task, and share the host's /tmp",
                refused);
        return Optional.empty();
    }

    private static Optional<Namespaces> onPaper(Path directory) throws IOException {
        if (!Files.isDirectory(Path.of("/opt")) || directory.toString().matches(".*[:,\\\\\\s].*"))
            return Optional.empty();
        var prefix = new ArrayList<String>();
        for (var words : List.of(
                List.of("setsid"),
                List.of("setpriv", "--pdeathsig", "KILL"),
                List.of(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "--propagation",
                        "private",
                        "--pid",
                        "--fork",
                        "--kill-child=KILL"),
                List.of("sh", "-c", SHELL, "sh"),
                List.of("mount"))) {
            var tool = Tools.find(words.getFirst());
            if (tool.isEmpty()) return Optional.empty();
            prefix.add(tool.get().toString());
            prefix.addAll(words.subList(1, words.size()));
        }
        return Optional.of(new Namespaces(directory, prefix));
    }

    /// Why a child cannot be started so and given its directories; empty if it can.
    private String refusal(Spawner spawner) throws IOException {
        var code = Files.createDirectories(directory.resolve("tried"));
        var builder =
                new ProcessBuilder(wrapped(new ProcessCommand(List.of("sleep", "60"), Map.of()), Beginning.AT_ONCE));
        var process = spawner.start(builder);
        try (var answers = answers(process)) {
            done(answers);
            mount(process, answers, table(code, empty, empty));
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public List<String> wrapped(ProcessCommand command, Beginning when) throws IOException {
        var all = new ArrayList<>(prefix);
        all.add(when.word());
        all.add(view(when == Beginning.AT_ONCE ? command.words().getFirst() : "", command.runtime())
                .toString());
        all.addAll(command.words());
        return all;
    }

    /// A directory that is laid over `/var`: it has the places of Lambda's, and the program where Lambda has
    /// its own, so that a child finds in its `PATH` what it runs on.
    ///
    /// @param program its path; one without a directory is not there
    private Path view(String program, @Nullable Path runtime) throws IOException {
        var path = Path.of(program);
        var view = directory.resolve("view-" + Integer.toHexString(Objects.hash(program, runtime)));
        if (Files.isDirectory(view)) return view;
        var made = Files.createTempDirectory(directory, "view");
        Files.createDirectories(made.resolve("task"));
        copy(runtime, Files.createDirectories(made.resolve("runtime")));
        Files.createDirectories(made.resolve("lang/bin"));
        if (path.isAbsolute()) Files.createSymbolicLink(made.resolve("lang/bin").resolve(path.getFileName()), path);
        try {
            return Files.move(made, view);
        } catch (IOException e) {
            if (Files.isDirectory(view)) return view;
            throw e;
        }
    }

    private static void copy(@Nullable Path from, Path to) throws IOException {
        if (from == null) return;
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) if (Files.isRegularFile(file)) Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    // --- one child

    @Override
    public Directories directories(Sandbox sandbox) {
        return Directories.OF_LAMBDA;
    }

    @Override
    public void enter(Process process, Sandbox sandbox) throws IOException {
        var answers = answers(process);
        done(answers);
        mount(
                process,
                answers,
                table(sandbox.taskRoot().orElse(empty), sandbox.layerRoot().orElse(empty), sandbox.tmp()));
    }

    /// `/tmp` comes last: what is mounted may be in the machine's.
    private static MountTable table(Path task, Path layers, Path tmp) throws IOException {
        return new MountTable()
                .bind(task, "/var/task", true)
                .bind(layers, "/opt", true)
                .bind(tmp, "/tmp", false);
    }

    private void mount(Process process, BufferedReader answers, MountTable table) throws IOException {
        var file = directory.resolve("mounts" + tables.incrementAndGet());
        try {
            Files.writeString(file, table.text());
            var in = process.getOutputStream();
            in.write((file + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            done(answers);
        } finally {
            Files.delete(file);
        }
    }

    private static BufferedReader answers(Process process) {
        return process.errorReader(StandardCharsets.UTF_8);
    }

    /// Waits until the shell has done what it was told.
    private static void done(BufferedReader answers) throws IOException {
        var said = new StringBuilder();
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals("done 0")) return;
            if (line.startsWith("done ")) throw new IOException("its directories cannot be mounted: " + said);
            said.append(said.isEmpty() ? "" : "; ").append(line);
        }
        throw new IOException(said.isEmpty() ? "the process has ended" : said.toString());
    }

    /// The process is the one whose end ends the namespaces.
    @Override
    public void kill(Process process) {
        process.destroyForcibly();
    }
}
