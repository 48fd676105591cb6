package dev.samovar.process;

import java.nio.file.Path;

/// How children are started.
///
/// @param directory where a launcher makes a directory of its own
/// @param namespaces whether Linux namespaces are tried for trusted code
/// @param freezes whether children stand still between invocations
/// @param controlGroups whether those that need a sandbox are in control groups where there can be some
/// @param sandbox whether code that is not trusted needs a sandbox
/// @param openings what it reaches from there
record ProcessOptions(
        Path directory,
        boolean namespaces,
        boolean freezes,
        boolean controlGroups,
        SandboxUse sandbox,
        Openings openings) {

    /// Those that hosts get who choose nothing.
    static ProcessOptions standard() {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new ProcessOptions(temporary, true, false, true, SandboxUse.REQUIRED, Openings.NONE);
    }

    ProcessOptions directory(Path other) {
        return new ProcessOptions(other, namespaces, freezes, controlGroups, sandbox, openings);
    }

    ProcessOptions namespaces(boolean on) {
        return new ProcessOptions(directory, on, freezes, controlGroups, sandbox, openings);
    }

    ProcessOptions freezes(boolean on) {
        return new ProcessOptions(directory, namespaces, on, controlGroups, sandbox, openings);
    }

    ProcessOptions controlGroups(boolean on) {
        return new ProcessOptions(directory, namespaces, freezes, on, sandbox, openings);
    }

    ProcessOptions sandbox(SandboxUse use) {
        return new ProcessOptions(directory, namespaces, freezes, controlGroups, use, openings);
    }

    ProcessOptions openings(Openings others) {
        return new ProcessOptions(directory, namespaces, freezes, controlGroups, sandbox, others);
    }
}
