package dev.samovar.process;

import java.nio.file.Path;

/// How children are started.
///
/// @param directory where a launcher makes a directory of its own
/// @param namespaces whether Linux namespaces are tried for trusted code
/// @param sandbox whether code that is not trusted needs a sandbox
record ProcessOptions(Path directory, boolean namespaces, SandboxUse sandbox) {

    /// Those that hosts get who choose nothing.
    static ProcessOptions standard() {
        return new ProcessOptions(Path.of(System.getProperty("java.io.tmpdir")), true, SandboxUse.REQUIRED);
    }
}
