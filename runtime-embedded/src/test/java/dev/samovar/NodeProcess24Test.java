package dev.samovar;

import dev.samovar.process.ChildProcesses;

/// Runtime `nodejs24.x` on engine `node`.
final class NodeProcess24Test extends NodeFrom24Contract {
    NodeProcess24Test() {
        super("node", "nodejs24.x");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder.processes(ChildProcesses.launcher());
    }
}
