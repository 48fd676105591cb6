package dev.samovar.process.confine;

import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Linux namespaces for children: each sees its function's directories where Lambda has them, and all that it
/// starts ends with it, whatever it does.
///
/// The shell starts the child at once, so that the child can wait as a blank, or once the directories are there, and
/// ends when the child does. A second shell beside the child reads what is mounted later, before the
/// child's input; when there is no more to read, it ends the child.
///
/// The shells are root there, to mount; the child is not.
///
/// `/var/task` need not exist on the machine: a view of `/var` that has it is laid over `/var`.
public final class Namespaces implements Confines {
    private static final Logger LOG = LoggerFactory.getLogger(Namespaces.class);
    private static final String SHELL = """
            mount=$1; mounts=$2; when=$3; users=$4; view=$5; shift 5
            answered() { "$mount" "$@"; set -- $?; echo "done $1"; return $1; }
            told() { answered -a -T "$1"; }
            lay() {
              [ ! -f /etc/passwd ] || "$mount" --bind "$users" /etc/passwd || { echo "done $?"; return 1; }
              answered -t overlay overlay -o "ro,lowerdir=$view:/var" /var
            }
            exec 3<&0
            case $when in
              inside) { lay && read -r table <&3 && told "$table" && cd /var/task; } >&2 || exit ;;
            esac
            unset PWD OLDPWD
            "$@" </dev/null 2>&1 3<&- &
            child=$!
            (
              case $when in at-once) lay ;; esac
              serve
            ) <&3 >&2 &
            exec 3<&-
            wait $child
            exit $?
            """;

    private static final Path HOSTS = Path.of("/etc/hosts");
    private static final Path USERS = Path.of("/etc/passwd");

    private final Path directory;
    private final Path empty;
    private final MountShell shell;
    private final List<String> powerless;
    private final Path users;

    private Namespaces(Path directory, MountShell shell, List<String> powerless) throws IOException {
        this.directory = directory;
        this.shell = shell;
        this.powerless = powerless;
        this.empty = Files.createDirectories(directory.resolve("empty"));
        this.users = FunctionUser.among(USERS, directory.resolve("passwd"));
    }

    /// Namespaces, if this machine permits them, which is found out by trying.
    ///
    /// @param directory for what belongs to the children
    public static Optional<Namespaces> tried(Path directory, Spawner spawner) throws IOException {
        if (!Files.isDirectory(Path.of("/opt")) || !MountShell.canName(directory)) return Optional.empty();
        var shell = MountShell.of(directory, SHELL, List.of("--user", "--map-root-user"));
        if (shell.isEmpty()) return Optional.empty();
        var refused = "";
        // Where one namespace of users below another is not permitted, the child is root that may do nothing.
        for (var powerless : List.of(Powerless.ofUser(), Powerless.ofRoot())) {
            var made = new Namespaces(directory, shell.get(), powerless.orElseThrow());
            refused = made.refusal(spawner);
            if (refused.isEmpty()) return Optional.of(made);
        }
        LOG.warn(
                "this machine does not permit namespaces ({}): child processes see their code where it really is instead of"
                        + " at /var/task, and share the host's /tmp",
                refused);
        return Optional.empty();
    }

    /// Why a child cannot be started so and given its directories; empty if it can.
    private String refusal(Spawner spawner) throws IOException {
        var code = Files.createDirectories(directory.resolve("tried"));
        var waits = new ProcessCommand(
                List.of("/bin/sh", "-c", "echo ready; exec sleep 60"), Map.of("PATH", "/usr/bin:/bin"));
        var process = spawner.start(wrapped(new Launch(waits, Beginning.AT_ONCE)), directory);
        try (var answers = MountShell.answers(process)) {
            MountShell.done(answers);
            shell.mount(process, answers, lay(new MountTable(), code, empty, empty));
            return process.getInputStream().read() == 'r' ? "" : "a child without powers does not begin";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public Wrapped wrapped(Launch launch) throws IOException {
        var command = launch.command();
        var all = new ArrayList<>(shell.words(launch.group()));
        all.add(launch.when().word());
        all.add(users.toString());
        all.add(view(launch.when() == Beginning.AT_ONCE ? command.words().getFirst() : "", command.runtime())
                .toString());
        all.addAll(powerless);
        all.addAll(command.words());
        return new Wrapped(all, command.variables());
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
        Files.createDirectories(made.resolve("rapid/cache"));
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
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    // --- one child

    @Override
    public Directories directories(Sandbox sandbox) {
        return Directories.OF_LAMBDA;
    }

    @Override
    public Path seen(String name, Path path) {
        return path;
    }

    @Override
    public void give(Process process, Surroundings surroundings) throws IOException {
        var answers = MountShell.answers(process);
        MountShell.done(answers);
        var hosts = surroundings.self().isPresent() ? hosts(surroundings.self().get()) : null;
        try {
            var table = new MountTable();
            if (hosts != null) table.bind(hosts, HOSTS.toString(), true);
            if (surroundings.cache().isPresent())
                table.bind(surroundings.cache().get(), "/var/rapid/cache", true);
            var sandbox = surroundings.sandbox();
            var task = sandbox.taskRoot().orElse(empty);
            shell.mount(process, answers, lay(table, task, sandbox.layerRoot().orElse(empty), sandbox.tmp()));
        } finally {
            if (hosts != null) Files.delete(hosts);
        }
    }

    /// The machine's names with one more; null where it has none.
    private @Nullable Path hosts(String self) throws IOException {
        if (!Files.isRegularFile(HOSTS)) return null;
        var hosts = Files.createTempFile(directory, "hosts", "");
        Files.writeString(
                hosts, Files.readString(HOSTS) + "\n" + self + " sandbox.localdomain sandbox.local sandbox\n");
        return Files.setPosixFilePermissions(hosts, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /// `/tmp` comes last: what is mounted may be in the machine's.
    private static MountTable lay(MountTable table, Path task, Path layers, Path tmp) throws IOException {
        return table.bind(task, "/var/task", true).bind(layers, "/opt", true).bind(tmp, "/tmp", false);
    }

    /// The shell is below the first.
    @Override
    public int above() {
        return 2;
    }

    /// The process is the one whose end ends the namespaces.
    @Override
    public boolean still(Process process, boolean on) throws IOException {
        MountShell.still(process, on);
        return true;
    }

    @Override
    public void kill(Process process) {
        process.destroyForcibly();
    }
}
