package dev.samovar.core.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// The right to use an unpacked package, which stays on disk as long as any claim on it. Closing it
/// twice is harmless.
public final class PackageClaim implements AutoCloseable {
    private final StoredPackage stored;
    private final ClaimedDirectories directories;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param stored a package whose directories were claimed for this object
    PackageClaim(StoredPackage stored, ClaimedDirectories directories) {
        this.stored = stored;
        this.directories = directories;
    }

    /// The package.
    public StoredPackage stored() {
        return stored;
    }

    /// Another claim on the same package; this one must be open.
    public PackageClaim again() {
        if (closed.get()) throw new IllegalStateException("the claim on package " + stored.digest() + " is closed");
        directoriesOf(stored).forEach(directories::claim);
        return new PackageClaim(stored, directories);
    }

    private static List<Path> directoriesOf(StoredPackage stored) {
        return Stream.of(stored.taskRoot(), stored.layerRoot())
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        try {
            for (var directory : directoriesOf(stored)) directories.release(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the unpacked package " + stored.digest(), e);
        }
    }
}
