package dev.samovar;

import dev.samovar.api.Isolation;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.ProcessLauncher;

/// The ways in which children are kept together, for tests that hold for each.
enum Confinement {
    NAMESPACES,
    GROUPS,
    SANDBOX;

    Isolation isolation() {
        return this == SANDBOX ? Isolation.PROCESS : Isolation.IN_PROCESS;
    }

    ProcessLauncher launcher() {
        if (this == SANDBOX) Tool.BWRAP.path();
        return ChildProcesses.builder().namespaces(this != GROUPS).build();
    }
}
