package dev.samovar.process.custom;

import dev.samovar.api.Isolation;
import dev.samovar.process.confine.Directories;
import dev.samovar.spi.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The program that a custom runtime begins with: `bootstrap` in the package, else in a layer. What the system would
/// refuse to start is told before, in the words that Lambda has for it.
///
/// Source: AWS Lambda developer guide, "Building a custom runtime for AWS Lambda".
final class Bootstrap {
    private static final String NAME = "bootstrap";

    private final Optional<Path> task;
    private final Optional<Path> layers;
    private final Executable executable;

    Bootstrap(Sandbox sandbox, Isolation isolation) {
        executable = new Executable(sandbox, isolation);
        task = sandbox.taskRoot();
        layers = sandbox.layerRoot();
    }

    /// Where the program is, for one who sees these directories.
    String path(Directories seen) {
        return (isIn(task) ? seen.task() : seen.layers()) + "/" + NAME;
    }

    private static boolean isIn(Optional<Path> root) {
        return root.map(it -> it.resolve(NAME)).filter(Files::isRegularFile).isPresent();
    }

    /// Why it cannot be started, in Lambda's words; empty if it can.
    Optional<String> refusal() {
        if (!isIn(task) && !isIn(layers))
            return Optional.of("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
        var file = (isIn(task) ? task : layers).orElseThrow().resolve(NAME);
        return executable.flaw(file).map(flaw -> "fork/exec " + path(Directories.OF_LAMBDA) + ": " + flaw);
    }
}
