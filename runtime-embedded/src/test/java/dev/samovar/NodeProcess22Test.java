package dev.samovar;

import dev.samovar.process.ChildProcesses;

/// Runtime `nodejs22.x` on engine `node`.
final class NodeProcess22Test extends NodeBefore24Contract {
    NodeProcess22Test() {
        super("node", "nodejs22.x");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder.processes(ChildProcesses.launcher());
    }
}
