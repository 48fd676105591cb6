package dev.samovar.core.store;

import dev.samovar.api.Code;
import dev.samovar.spi.CodeSource;
import dev.samovar.spi.InvalidPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where packages are found that are named by a path.
///
/// @param sources what a host brings, asked before the disk
public record Sources(List<CodeSource> sources) {
    /// Asks them in this order.
    public Sources {
        sources = List.copyOf(sources);
    }

    /// The file or directory a path stands for.
    ///
    /// @throws InvalidPackageException if there is none
    Path locate(Path path) {
        try {
            for (var source : sources) {
                var located = source.locate(new Code.OnDisk(path));
                if (located.isPresent()) return existing(located.get());
            }
        } catch (IOException e) {
            throw new InvalidPackageException("cannot read the package " + path + ": " + e, e);
        }
        return existing(path);
    }

    private static Path existing(Path path) {
        if (Files.isDirectory(path) || Files.isRegularFile(path)) return path;
        throw new InvalidPackageException(
                "there is no package at " + path + ": give a zip, a jar, or the directory that would be zipped", null);
    }
}
