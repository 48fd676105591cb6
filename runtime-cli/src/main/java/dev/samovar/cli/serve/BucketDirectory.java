package dev.samovar.cli.serve;

import dev.samovar.api.Code;
import dev.samovar.spi.CodeSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Buckets as directories: the object `key` of `bucket` is the file `bucket/key`. Versions of objects are not kept.
public record BucketDirectory(Path root) implements CodeSource {
    @Override
    public Optional<Path> locate(Code code) {
        if (!(code instanceof Code.InS3(var bucket, var key, var version)) || version != null) return Optional.empty();
        try {
            var place = root.resolve(bucket).normalize();
            var file = place.resolve(key).normalize();
            return place.startsWith(root) && !place.equals(root) && file.startsWith(place)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
