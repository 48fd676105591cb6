package dev.samovar.examples;

import dev.samovar.Samovar;
import dev.samovar.process.ChildProcesses;
import java.nio.file.Path;

/// The examples for Node.js on the machine's own Node.
final class ExamplesOnNodeTest extends NodeExamples {
    ExamplesOnNodeTest() {
        super("node");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder.processes(ChildProcesses.launcher());
    }

    /// A Node before 22 reads it when its process starts, which has no `/var/task` yet.
    @Override
    String read(Path file) {
        return file.toString();
    }
}
