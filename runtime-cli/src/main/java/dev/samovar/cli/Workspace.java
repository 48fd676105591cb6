package dev.samovar.cli;

import dev.samovar.core.code.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;

/// A temporary directory for code and sandboxes, gone when the run is over.
final class Workspace implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    /// How often a removal begins anew because a function wrote while it went on.
    private static final int ATTEMPTS = 20;

    private final Path directory;
    private final Thread atExit;

    private Workspace(Path directory) {
        this.directory = directory;
        this.atExit = new Thread(this::remove, "samovar-cleanup");
    }

    static Workspace make() {
        try {
            return new Workspace(createPrivate(unusedPlace()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a directory in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(), e);
        }
    }

    /// The directory goes when the process is interrupted as well, whatever still runs in it.
    Workspace removedAtExit() {
        Runtime.getRuntime().addShutdownHook(atExit);
        return this;
    }

    Path directory() {
        return directory;
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
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook finds nothing left to do.
        }
    }

    /// The directory goes now, whatever still runs in it, or what can be removed of it in that time.
    void removeWithin(Duration time) {
        var removal = new Thread(this::remove, "samovar-cleanup");
        removal.setDaemon(true);
        removal.start();
        try {
            removal.join(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove() {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(directory); attempt++) {
            try {
                Trees.delete(directory);
            } catch (IOException e) {
                // A function wrote meanwhile. What it goes on writing is the system's to clean up in the end, like
                // everything in a temporary directory.
            }
        }
    }
}
