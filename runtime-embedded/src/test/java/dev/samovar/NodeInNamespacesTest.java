package dev.samovar;

import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.ProcessLauncher;

/// Node processes with what the machine permits: namespaces, on most Linux machines.
final class NodeInNamespacesTest extends NodeProcessTest {
    @Override
    ProcessLauncher launcher() {
        return ChildProcesses.launcher();
    }
}
