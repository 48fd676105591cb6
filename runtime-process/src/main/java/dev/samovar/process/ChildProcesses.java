package dev.samovar.process;

import dev.samovar.spi.ProcessLauncher;

/// Child processes of this JVM, for functions that run in programs of their own.
public final class ChildProcesses {
    private ChildProcesses() {}

    /// A launcher of children for trusted code: they use the host's network and run as its user. Nothing is done
    /// before the first child.
    public static ProcessLauncher launcher() {
        return new LocalLauncher();
    }
}
