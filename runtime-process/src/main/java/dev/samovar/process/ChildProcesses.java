package dev.samovar.process;

import dev.samovar.spi.ProcessLauncher;
import java.nio.file.Path;

/// Child processes of this JVM, for functions that run in programs of their own.
public final class ChildProcesses {
    private ChildProcesses() {}

    /// A launcher of children for trusted code: they use the host's network and run as its user. Nothing is
    /// done before the first child.
    public static ProcessLauncher launcher() {
        return launcher(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /// The same, with its sockets below this directory, whose path must be short: a socket's has at most 100
    /// characters.
    public static ProcessLauncher launcher(Path directory) {
        return new LocalLauncher(directory, false);
    }

    /// A launcher that does not use Linux namespaces, even where the machine permits them: children see the
    /// files of the machine as they are, their code where it really is, and share its `/tmp`.
    public static ProcessLauncher launcherWithoutNamespaces() {
        return new LocalLauncher(Path.of(System.getProperty("java.io.tmpdir")), true);
    }
}
