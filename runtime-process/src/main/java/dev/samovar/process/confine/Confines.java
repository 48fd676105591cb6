package dev.samovar.process.confine;

import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.util.List;

/// How children are kept together with all that they start, and what they see of the machine.
///
/// Every child has a shell above it, whose input is open as long as the child may run: when it ends, because this
/// JVM says so or has ended, everything ends. The shell ends when the child does, with its status.
public sealed interface Confines permits Namespaces, ProcessGroups {

    /// The words that start a command so. It has the process's standard output as output and error,
    /// and no input.
    ///
    /// @param when when the command itself starts
    List<String> wrapped(ProcessCommand command, Beginning when) throws IOException;

    /// Where a child sees the directories of a sandbox.
    Directories directories(Sandbox sandbox);

    /// Has a child see the directories of a sandbox. Called once.
    void enter(Process process, Sandbox sandbox) throws IOException;

    /// Makes a process end soon with all that it started.
    void kill(Process process);
}
