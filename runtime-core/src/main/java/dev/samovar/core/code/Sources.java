package dev.samovar.core.code;

import dev.samovar.api.Code;
import dev.samovar.spi.CodeSource;
import dev.samovar.spi.InvalidPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where packages are found that are named by a path.
///
/// @param sources what a host brings, asked before the disk
public record Sources(List<CodeSource> sources) {
    private static final String NO_BUCKETS = " There are no buckets here: objects in S3 come from a CodeSource of the"
            + " host, or from the directory that samovar serve is given with --buckets.";

    /// Asks them in this order.
    public Sources {
        sources = List.copyOf(sources);
    }

    /// The file or directory a path stands for.
    ///
    /// @throws InvalidPackageException if there is none
    Path locate(Code.OnDisk code) {
        return existing(found(code).orElse(code.path()));
    }

    /// The file that an object in S3 is found as.
    ///
    /// @throws InvalidPackageException if there is none
    Path locate(Code.InS3 code) {
        return found(code)
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new InvalidPackageException(
                        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key"
                                + " does not exist." + (sources.isEmpty() ? NO_BUCKETS : ""),
                        null));
    }

    private Optional<Path> found(Code code) {
        try {
            for (var source : sources) {
                var located = source.locate(code);
                if (located.isPresent()) return located;
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidPackageException("cannot read the package " + code + ": " + e, e);
        }
    }

    private static Path existing(Path path) {
        if (Files.isDirectory(path) || Files.isRegularFile(path)) return path;
        throw new InvalidPackageException(
                "there is no package at " + path + ": give a zip, a jar, or the directory that would be zipped", null);
    }
}
