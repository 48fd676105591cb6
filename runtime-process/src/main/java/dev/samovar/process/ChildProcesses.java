package dev.samovar.process;

import dev.samovar.process.python.InstalledPythons;
import dev.samovar.spi.ProcessLauncher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// The Pythons of this machine that functions can run on, each with its version, such as `3.12`, the most
    /// preferred first: those of the variables `SAMOVAR_PYTHON` and `PATH`.
    public static Map<Path, String> pythons() {
        return new InstalledPythons(List.of(), System.getenv()).all();
    }

    /// The version of the Python that functions of a version run on, such as `3.12`, if there is any Python. Looks no
    /// further than it must.
    ///
    /// @param minor the 13 of 3.13
    public static Optional<String> python(int minor) {
        return new InstalledPythons(List.of(), System.getenv()).version(minor);
    }
}
