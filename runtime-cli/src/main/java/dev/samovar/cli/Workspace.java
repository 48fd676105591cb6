package dev.samovar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A temporary directory for code and sandboxes, gone when the run is over, also when the run is interrupted.
record Workspace(Path directory, Thread atExit) implements AutoCloseable {

    static Workspace make() {
        try {
            var directory = Files.createTempDirectory("samovar-");
            var made = new Workspace(directory, new Thread(() -> remove(directory), "samovar-cleanup"));
            Runtime.getRuntime().addShutdownHook(made.atExit);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a directory in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        remove(directory);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook finds nothing left to do.
        }
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) return;
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            // What a function still writes there is the system's to clean up, like everything in a temporary directory.
        }
    }
}
