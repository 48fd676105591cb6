package dev.samovar.process;

import dev.samovar.api.RuntimeId;
import dev.samovar.process.cgroup.ControlGroups;
import dev.samovar.process.python.Python;
import dev.samovar.process.ruby.Ruby;
import dev.samovar.process.script.Interpreters;
import dev.samovar.process.script.Language;
import dev.samovar.spi.ProcessLauncher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Child processes of this JVM, for functions that run in programs of their own.
///
/// Trusted functions run as the host's user and use its network. Functions of isolation `PROCESS` run in a
/// sandbox, or not at all (see [SandboxUse]).
public final class ChildProcesses {
    private ProcessOptions options = ProcessOptions.standard();

    private ChildProcesses() {}

    /// A launcher as most hosts need it. Nothing is done before the first child.
    public static ProcessLauncher launcher() {
        return builder().build();
    }

    /// Begins to describe a launcher. A builder is used by one thread.
    public static ChildProcesses builder() {
        return new ChildProcesses();
    }

    /// Where the launcher makes a directory for its sockets; the system's temporary directory by default. The
    /// path must be short: a socket's has at most 100 characters.
    public ChildProcesses directory(Path place) {
        options = options.directory(place);
        return this;
    }

    /// Whether Linux namespaces are used for trusted functions, where the machine permits them; on by default.
    /// Without them children see the files of the machine as they are, their code where it really is, and share
    /// its `/tmp`.
    public ChildProcesses namespaces(boolean on) {
        options = options.namespaces(on);
        return this;
    }

    /// Whether children stand still between invocations, as on Lambda, with all that they started; off by default. It
    /// needs namespaces or a sandbox, and has no effect where a child has neither.
    public ChildProcesses freeze(boolean on) {
        options = options.freezes(on);
        return this;
    }

    /// Whether functions of isolation `PROCESS` are in control groups of Linux, of version 2, where this JVM may
    /// make some; on by default. The kernel then holds them to their memory, and gives them the processor in
    /// proportion to it.
    ///
    /// With the first such function the processes of this JVM move to a group below their own. They move back when
    /// the last launcher of this JVM is closed.
    public ChildProcesses controlGroups(boolean on) {
        options = options.controlGroups(on);
        return this;
    }

    /// Whether functions of isolation `PROCESS` need a sandbox; they do by default.
    public ChildProcesses sandbox(SandboxUse use) {
        options = options.sandbox(use);
        return this;
    }

    /// What sandboxed functions reach that have no `VpcConfig`; nothing by default.
    public ChildProcesses network(NetworkAccess access) {
        options = options.openings(options.openings().access(access));
        return this;
    }

    /// What sandboxed functions reach whose `VpcConfig` names this subnet or security group. A function reaches
    /// what any of those it names opens; one that is not known here opens nothing.
    ///
    /// @param id such as `sg-0a1b2c3d`
    public ChildProcesses network(String id, NetworkAccess access) {
        options = options.openings(options.openings().network(id, access));
        return this;
    }

    /// Where the host serves the Lambda API: sandboxed functions find that port of this machine's loopback interface at
    /// the same port of theirs, whatever their `VpcConfig`, so that they can invoke others there. An endpoint that
    /// they reach insists on credentials.
    ///
    /// @param port 1024 to 65535, but 1080 and 9001, which are taken
    /// @throws IllegalArgumentException if it is not that
    public ChildProcesses endpoint(int port) {
        options = options.openings(options.openings().endpoint(NetworkAccess.forwardable(port)));
        return this;
    }

    /// The launcher. Nothing is done before the first child.
    public ProcessLauncher build() {
        return new LocalLauncher(options);
    }

    /// Why there can be no control groups for functions of isolation `PROCESS` here, as a sentence's half; empty
    /// if there can. They are tried for it, and undone.
    public static Optional<String> noControlGroups() {
        return ControlGroups.obstacle();
    }

    /// The Pythons of this machine that functions can run on, each with its version, such as `3.12`, the most
    /// preferred first: those of the variables `SAMOVAR_PYTHON` and `PATH`.
    public static Map<Path, String> pythons() {
        return interpreters(new Python(0)).all();
    }

    /// The Rubies of this machine, in the same way: those of the variables `SAMOVAR_RUBY` and `PATH`.
    public static Map<Path, String> rubies() {
        return interpreters(new Ruby()).all();
    }

    /// The runtime that stands for the interpreter that functions of a runtime run on: `python3.12` for
    /// `python3.13` where there is no Python 3.13. Empty for runtimes that need no interpreter, and where there
    /// is none. Looks no further than it must.
    public static Optional<RuntimeId> nearest(RuntimeId runtime) {
        return Stream.of(new Python(0), new Ruby())
                .flatMap(language -> language
                        .version(runtime)
                        .flatMap(interpreters(language)::version)
                        .map(version -> new RuntimeId(language.engine() + version))
                        .stream())
                .findFirst();
    }

    private static Interpreters interpreters(Language language) {
        return new Interpreters(language, List.of(), System.getenv());
    }
}
