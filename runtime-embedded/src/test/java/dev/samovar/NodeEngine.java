package dev.samovar;

import dev.samovar.process.ChildProcesses;
import java.util.function.UnaryOperator;

/// An engine that runs Node.js functions.
///
/// @param name its name
/// @param assembly adds to a runtime what the engine needs
record NodeEngine(String name, UnaryOperator<Samovar> assembly) {
    /// Node inside this JVM.
    static final NodeEngine GRAALJS = new NodeEngine("graaljs", builder -> builder);

    /// The machine's own Node, in child processes.
    static final NodeEngine NODE = new NodeEngine("node", builder -> builder.processes(ChildProcesses.launcher()));

    Samovar on(Samovar builder) {
        return assembly.apply(builder);
    }
}
