package dev.samovar.process;

import dev.samovar.spi.ProcessLauncher;
import java.nio.file.Path;

/// Child processes of this JVM, for functions that run in programs of their own.
///
/// Trusted functions run as the host's user and use its network. Functions of isolation `PROCESS` run in a sandbox, or
/// not at all (see [SandboxUse]).
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

    /// Where the launcher makes a directory for its sockets; the system's temporary directory by default. The path must
    /// be short: a socket's has at most 100 characters.
    public ChildProcesses directory(Path place) {
        options = new ProcessOptions(place, options.namespaces(), options.sandbox());
        return this;
    }

    /// Whether Linux namespaces are used for trusted functions, where the machine permits them; on by default. Without
    /// them children see the files of the machine as they are, their code where it really is, and share its `/tmp`.
    public ChildProcesses namespaces(boolean on) {
        options = new ProcessOptions(options.directory(), on, options.sandbox());
        return this;
    }

    /// Whether functions of isolation `PROCESS` need a sandbox; they do by default.
    public ChildProcesses sandbox(SandboxUse use) {
        options = new ProcessOptions(options.directory(), options.namespaces(), use);
        return this;
    }

    /// The launcher. Nothing is done before the first child.
    public ProcessLauncher build() {
        return new LocalLauncher(options);
    }
}
