package dev.samovar.process.confine;

import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The sandbox of code that is not trusted: bubblewrap, within namespaces that hold what it may see.
///
/// The shell mounts a file system of its own over `/sys`, where it puts what this child needs. A part of that, called
/// `shared`, passes on to bubblewrap's mounts what is mounted there later: so a child can wait as a blank in its
/// sandbox, and is given code and files there. A second shell beside it reads what to mount; when there is no more to
/// read, it ends the child.
///
/// What bubblewrap is told comes from a file, so that nobody sees the function's variables in a list of
/// processes, and nothing outside the sandbox has them.
public final class Bubblewrap implements Confines {
    private static final String SHELL = """
            mount=$1; mounts=$2; when=$3; ground=$4; options=$5; filter=$6; directories=$7; files=$8; shift 8
            told() { "$mount" -a -T "$1"; set -- $? "$1"; rm -f "$2"; echo "done $1"; return $1; }
            lay() {
              umask 022
              "$mount" -t proc proc /proc && "$mount" -t tmpfs -o mode=755 samovar /sys && cd /sys &&
                mkdir shared task opt tmp cache lang runtime etc sockets $directories &&
                "$mount" -t tmpfs -o mode=755 samovar shared && "$mount" --make-shared /sys/shared &&
                mkdir shared/task shared/opt shared/tmp shared/cache || return
              for file in $files; do : >"$file" || return; done
            }
            exec 3<&0 4<"$options" 5<"$filter"
            { rm -f "$options"; lay && told "$ground"; } >&2 || exit
            case $when in inside) { read -r table <&3 && told "$table"; } >&2 || exit ;; esac
            cd /
            "$@" </dev/null 2>&1 3<&- &
            child=$!
            (
              serve
            ) <&3 >&2 4<&- 5<&- &
            exec 3<&- 4<&- 5<&-
            wait $child
            exit $?
            """;

    /// How long a sandbox that is tried may take.
    private static final long TRIAL_NANOS = 10_000_000_000L;

    private final Path directory;
    private final Path empty;
    private final Path etc;
    private final Path filter;
    private final MountShell shell;
    private final SandboxUser user;
    private final SandboxOptions options;
    private final AtomicLong written = new AtomicLong();

    private Bubblewrap(Path directory, MountShell shell, SandboxUser user, Path etc, SandboxOptions options)
            throws IOException {
        this.directory = directory;
        this.shell = shell;
        this.user = user;
        this.options = options;
        this.empty = Files.createDirectories(directory.resolve("empty"));
        this.etc = etc;
        this.filter = Files.write(directory.resolve("filter"), SystemCallFilter.bytes());
    }

    /// The sandbox, found out by trying.
    ///
    /// @param directory for what belongs to the children
    /// @throws IOException if this machine cannot enforce it; the message says why, as a sentence
    public static Bubblewrap tried(Path directory, Spawner spawner) throws IOException {
        var program = Tools.find("bwrap");
        if (program.isEmpty()) throw new IOException("bubblewrap (the program bwrap) is not installed");
        if (!MountShell.canName(directory))
            throw new IOException("a sandbox cannot be made below " + directory + ", for the characters of its name");
        var user = SandboxUser.ofHost();
        var shell = MountShell.of(directory, SHELL, user.outside());
        var limits = Tools.find("prlimit");
        if (shell.isEmpty() || limits.isEmpty())
            throw new IOException("a program of util-linux is missing (mount, unshare, setpriv, setsid, prlimit)");
        var etc = OwnFiles.writtenTo(directory.resolve("etc"));
        var options = new SandboxOptions(program.get(), limits.get(), user.words(), etc.hasRelay());
        var made = new Bubblewrap(directory, shell.get(), user, etc.directory(), options);
        made.tryOut(spawner);
        return made;
    }

    /// Runs a child as one that waits and is given its directories.
    private void tryOut(Spawner spawner) throws IOException {
        var code = Files.createDirectories(directory.resolve("tried"));
        Files.writeString(code.resolve("code"), "");
        var tmp = Files.createDirectories(directory.resolve("tried-tmp"));
        user.owns(tmp);
        var script = """
                echo ready
                until [ -e /var/task/code ]; do sleep 0.01; done
                [ -w /var/task ] || until ( : >/tmp/file ) 2>/dev/null; do sleep 0.01; done
                exec sleep 60
                """;
        var command = new ProcessCommand(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"));
        var process = spawner.start(wrapped(new Launch(command, Beginning.AT_ONCE)), directory);
        try (var answers = MountShell.answers(process)) {
            MountShell.done(answers);
            if (process.getInputStream().read() != 'r') throw new IOException(said(process));
            shell.mount(process, answers, table(code, empty, Optional.empty(), tmp));
            awaitFile(tmp.resolve("file"), process);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String said(Process process) throws IOException {
        var last = new String(process.getInputStream().readNBytes(2000), StandardCharsets.UTF_8);
        return "bubblewrap does not run here: " + last.strip();
    }

    private static void awaitFile(Path file, Process process) throws IOException {
        for (long end = System.nanoTime() + TRIAL_NANOS; !Files.exists(file); ) {
            if (!process.isAlive()) throw new IOException(said(process));
            if (System.nanoTime() > end)
                throw new IOException("bubblewrap does not show a sandbox what is mounted later, read-only");
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// Whether a sandbox shows this file of the machine where it is.
    public static boolean shows(Path file) {
        return SandboxOptions.PROGRAMS.stream().anyMatch(file::startsWith);
    }

    @Override
    public Path seenBeside(Path program, Path file) {
        return ProgramPlace.of(program.toString()).seen(file);
    }

    @Override
    public Wrapped wrapped(Launch launch) throws IOException {
        var command = launch.command();
        var program = ProgramPlace.of(command.words().getFirst());
        var words = new ArrayList<>(shell.words(launch.group()));
        words.add(launch.when().word());
        words.add(shell.written(ground(launch, program)).toString());
        words.add(optionsFile(launch, program).toString());
        words.add(filter.toString());
        words.add(directories(program));
        words.add(files(launch, program));
        words.addAll(options.words(launch, program));
        return new Wrapped(words, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
    }

    /// What is there before the sandbox is.
    private MountTable ground(Launch launch, ProgramPlace program) throws IOException {
        var table = new MountTable().bind(etc, "/sys/etc", true);
        for (var part : program.parts().entrySet()) table.bind(part.getValue(), "/sys/lang/" + part.getKey(), true);
        var runtime = launch.command().runtime();
        if (runtime != null) table.bind(runtime, "/sys/runtime", true);
        for (var socket : launch.sockets().entrySet()) {
            user.mayConnect(socket.getValue());
            table.bind(socket.getValue(), "/sys/sockets/" + socket.getKey(), false);
        }
        return table;
    }

    /// The directories of `/sys` that parts of a program are seen in, separated by spaces, which no name has.
    private static String directories(ProgramPlace program) {
        return program.prefix() == null
                ? "lang/bin"
                : "lang/" + String.join(" lang/", program.parts().keySet());
    }

    /// The files of `/sys` that others are seen in.
    private static String files(Launch launch, ProgramPlace program) throws IOException {
        var all = new ArrayList<String>();
        for (var socket : launch.sockets().keySet()) all.add("sockets/" + socket);
        if (program.prefix() == null) for (var part : program.parts().keySet()) all.add("lang/" + part);
        for (var name : all)
            if (!name.matches("[\\w./+-]+")) throw new IOException("a sandbox cannot show a file of the name " + name);
        return String.join(" ", all);
    }

    private Path optionsFile(Launch launch, ProgramPlace program) throws IOException {
        var file = directory.resolve("options" + written.incrementAndGet());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, String.join("\0", options.of(launch, program)) + "\0");
    }

    @Override
    public Optional<String> noPorts() {
        return options.hasRelay()
                ? Optional.empty()
                : Optional.of(
                        "there is no relay into sandboxes: this build of samovar-process was made without a C compiler, or"
                                + " no program may run in the temporary directory");
    }

    @Override
    public boolean hasNetwork() {
        return false;
    }

    @Override
    public Path seen(String name, Path path) {
        return Path.of(SandboxOptions.SOCKETS, name);
    }

    @Override
    public UserPrincipal user(UserPrincipal host) throws IOException {
        return user.seen(host);
    }

    @Override
    public Directories directories(Sandbox sandbox) {
        return Directories.OF_LAMBDA;
    }

    @Override
    public void give(Process process, Surroundings surroundings) throws IOException {
        var sandbox = surroundings.sandbox();
        var answers = MountShell.answers(process);
        MountShell.done(answers);
        user.owns(sandbox.tmp());
        var task = sandbox.taskRoot().orElse(empty);
        shell.mount(
                process, answers, table(task, sandbox.layerRoot().orElse(empty), surroundings.cache(), sandbox.tmp()));
    }

    /// What is passed on is read-only before it is.
    private static MountTable table(Path task, Path layers, Optional<Path> cache, Path tmp) throws IOException {
        var table = new MountTable();
        if (cache.isPresent()) table.bind(cache.get(), "/sys/cache", true).again("/sys/cache", "/sys/shared/cache");
        return table.bind(task, "/sys/task", true)
                .bind(layers, "/sys/opt", true)
                .bind(tmp, "/sys/tmp", false)
                .again("/sys/task", "/sys/shared/task")
                .again("/sys/opt", "/sys/shared/opt")
                .again("/sys/tmp", "/sys/shared/tmp");
    }

    /// The shell, bubblewrap, and what it leaves in the sandbox are below the first.
    @Override
    public int above() {
        return 4;
    }

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
