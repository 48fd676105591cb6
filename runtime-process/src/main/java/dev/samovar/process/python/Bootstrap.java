package dev.samovar.process.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The modules that each child begins with. They lie in `/var/runtime`, where functions look for modules too: all but
/// the one that is Lambda's own have names that nobody else's have.
final class Bootstrap {
    private static final List<String> MODULES = List.of(
            "bootstrap",
            "samovar_child",
            "samovar_context",
            "samovar_errors",
            "samovar_frames",
            "samovar_handler",
            "samovar_json",
            "samovar_logs",
            "samovar_output",
            "samovar_packages",
            "samovar_runtime",
            "snapshot_restore_py");

    private Bootstrap() {}

    /// Writes the modules into a directory, and answers the file to begin with.
    static Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (var name : MODULES) copy(name + ".py", directory);
        return directory.resolve(MODULES.getFirst() + ".py");
    }

    private static void copy(String name, Path to) throws IOException {
        try (var in = Bootstrap.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("there is no " + name);
            Files.copy(in, to.resolve(name));
        }
    }
}
