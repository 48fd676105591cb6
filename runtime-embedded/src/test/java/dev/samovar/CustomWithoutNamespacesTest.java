package dev.samovar;

import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.ProcessLauncher;

/// Custom runtimes without namespaces.
final class CustomWithoutNamespacesTest extends CustomRuntimeTest {
    CustomWithoutNamespacesTest() {
        super(false);
    }

    @Override
    ProcessLauncher launcher() {
        return ChildProcesses.builder().namespaces(false).build();
    }
}
