package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What bubblewrap is told of a child: no network but a loopback interface of its own, no capabilities, of the
/// machine's files the programs and libraries alone, and limits.
final class SandboxOptions {
    /// The directories of programs and libraries, some of which are links on some systems.
    static final List<String> PROGRAMS =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store");

    /// What programs read of `/etc` that tells nothing of the machine.
    private static final List<String> SETTINGS = List.of(
            "alternatives",
            "ca-certificates",
            "crypto-policies",
            "ld.so.cache",
            "localtime",
            "mime.types",
            "protocols",
            "services",
            "ssl/certs",
            "ssl/openssl.cnf",
            "pki/ca-trust",
            "pki/tls/cert.pem",
            "pki/tls/certs",
            "pki/tls/openssl.cnf");

    /// Where a sandbox has something of its own.
    private static final List<String> HIDDEN = List.of("/dev", "/opt", "/proc", "/run", "/sys", "/tmp", "/var");

    private static final String USER = FunctionUser.NUMBER;

    /// The bytes of files in memory, which no process has and so nobody watches.
    private static final String SHARED_MEMORY = Integer.toString(64 << 20);

    private static final int PROCESSES = 1024;
    private static final int OPEN_FILES = 1024;

    /// What one process may have of data beyond the function's memory, whose use by all is watched: the stacks of
    /// hundreds of threads, which are reserved and not used, count as data.
    private static final long SLACK = 4L << 30;

    /// Where a sandbox sees the sockets that it may connect to.
    static final String SOCKETS = "/run/samovar";

    private static final String RELAY = "/run/samovar-relay";

    private final List<String> program;
    private final Path limits;
    private final List<String> always = new ArrayList<>();
    private final boolean relays;

    /// @param program the path of bubblewrap
    /// @param limits the path of `prlimit`
    /// @param asUser the words that make a command another user's
    /// @param relays whether there is a relay among the sandbox's own files
    SandboxOptions(Path program, Path limits, List<String> asUser, boolean relays) throws IOException {
        this.limits = limits;
        this.relays = relays;
        this.program = new ArrayList<>(asUser);
        this.program.addAll(List.of(program.toString(), "--args", "4"));
        add("--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL", "--seccomp", "5");
        add("--unshare-user", "--disable-userns", "--uid", USER, "--gid", USER, "--hostname", "sandbox");
        for (var place : PROGRAMS) addProgram(Path.of(place));
        for (var name : SETTINGS) {
            var file = "/etc/" + name;
            if (Files.exists(Path.of(file))) add("--ro-bind", file, file);
        }
        for (var settings : settingsOfJava()) add("--ro-bind", settings, settings);
        if (relays) add("--ro-bind", "/sys/etc/" + OwnProgram.RELAY.file(), RELAY);
        for (var name : OwnFiles.NAMES) add("--ro-bind", "/sys/etc/" + name, "/etc/" + name);
        add("--proc", "/proc", "--dev", "/dev", "--size", SHARED_MEMORY, "--tmpfs", "/dev/shm", "--remount-ro", "/dev");
        add("--ro-bind", "/sys/runtime", "/var/runtime", "--ro-bind", "/sys/sockets", SOCKETS);
        add("--bind", "/sys/shared/task", "/var/task", "--bind", "/sys/shared/opt", "/opt");
        add("--ro-bind", "/sys/shared/cache", "/var/rapid/cache");
        add("--bind", "/sys/shared/tmp", "/tmp", "--symlink", "/tmp", "/var/tmp");
    }

    private void add(String... words) {
        always.addAll(List.of(words));
    }

    /// Where JDKs of Debian's and Fedora's packages have their settings, without which they do not start.
    private static List<String> settingsOfJava() throws IOException {
        try (var all = Files.newDirectoryStream(Path.of("/etc"), "java{,-*}")) {
            var found = new ArrayList<String>();
            for (var one : all) if (Files.isDirectory(one)) found.add(one.toString());
            return found;
        }
    }

    private void addProgram(Path place) throws IOException {
        if (Files.isSymbolicLink(place))
            add("--symlink", Files.readSymbolicLink(place).toString(), place.toString());
        else if (Files.isDirectory(place)) add("--ro-bind", place.toString(), place.toString());
    }

    /// What bubblewrap reads of a child: its variables are nobody else's to see.
    List<String> of(Launch launch, ProgramPlace place) {
        var all = new ArrayList<>(always);
        var prefix = place.prefix();
        if (!place.parts().isEmpty()) {
            all.addAll(List.of("--ro-bind", "/sys/lang", ProgramPlace.LANG));
        } else if (launch.when() == Beginning.AT_ONCE) {
            var name = Path.of(place.path()).getFileName();
            all.addAll(List.of("--symlink", place.path(), ProgramPlace.LANG + "/bin/" + name));
        }
        // Programs know where their libraries were installed, and their scripts where they were.
        if (prefix != null && HIDDEN.stream().noneMatch(prefix::startsWith))
            for (var part : place.parts().entrySet())
                all.addAll(List.of(
                        "--ro-bind",
                        "/sys/lang/" + part.getKey(),
                        part.getValue().toString()));
        launch.command().variables().forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
        all.addAll(List.of("--remount-ro", "/", "--chdir", launch.when() == Beginning.INSIDE ? "/var/task" : "/"));
        return all;
    }

    boolean hasRelay() {
        return relays;
    }

    /// The words that start bubblewrap and, in it, a command.
    List<String> words(Launch launch, ProgramPlace place) {
        var all = new ArrayList<>(program);
        all.add("--");
        if (!launch.ports().isEmpty()) {
            all.add(RELAY);
            if (launch.inward() != null) all.add("in=" + SOCKETS + "/" + launch.inward());
            launch.ports().forEach((port, socket) -> all.add(port + "=" + SOCKETS + "/" + socket));
            all.add("--");
        }
        var command = launch.command();
        all.addAll(List.of(limits.toString(), "--nproc=" + PROCESSES, "--nofile=" + OPEN_FILES, "--core=0"));
        if (command.memoryMb() > 0) all.add("--data=" + (((long) command.memoryMb() << 20) + SLACK));
        all.addAll(List.of("--", place.path()));
        var words = command.words();
        for (var word : words.subList(1, words.size())) all.add(inside(word, command.runtime()));
        return all;
    }

    /// A word in which a file of the child's runtime is named as the sandbox sees it.
    private static String inside(String word, @Nullable Path runtime) {
        var outside = runtime + "/";
        return runtime == null ? word : word.replace(outside, "/var/runtime/");
    }
}
