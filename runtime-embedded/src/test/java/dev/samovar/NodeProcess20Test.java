package dev.samovar;

import dev.samovar.process.ChildProcesses;

/// Runtime `nodejs20.x` on engine `node`.
final class NodeProcess20Test extends NodeBefore24Contract {
    NodeProcess20Test() {
        super("node", "nodejs20.x");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder.processes(ChildProcesses.launcher());
    }
}
