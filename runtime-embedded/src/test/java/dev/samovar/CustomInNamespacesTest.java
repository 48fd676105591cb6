package dev.samovar;

import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.ProcessLauncher;

/// Custom runtimes with namespaces.
final class CustomInNamespacesTest extends CustomRuntimeTest {
    CustomInNamespacesTest() {
        super(true);
    }

    @Override
    ProcessLauncher launcher() {
        return ChildProcesses.launcher();
    }
}
