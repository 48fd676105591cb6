package dev.samovar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/// A temporary directory for code and sandboxes, gone when the run is over, also when the run is interrupted.
record Workspace(Path directory, Thread atExit) implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    static Workspace make() {
        try {
            var directory = createPrivate(unusedPlace());
            var made = new Workspace(directory, new Thread(() -> remove(directory), "samovar-cleanup"));
            Runtime.getRuntime().addShutdownHook(made.atExit);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a directory in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(), e);
        }
    }

    /// A name of this process's own. `Files.createTempDirectory` would seed a secure generator for it, which
    /// takes longer than unpacking a small function; a name that is taken fails rather than being used.
    private static Path unusedPlace() {
        var name = "samovar-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        return Path.of(System.getProperty("java.io.tmpdir"), name);
    }

    private static Path createPrivate(Path place) throws IOException {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createDirectory(place, PosixFilePermissions.asFileAttribute(OWNER))
                : Files.createDirectory(place);
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
