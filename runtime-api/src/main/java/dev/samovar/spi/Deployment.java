package dev.samovar.spi;

import dev.samovar.api.FunctionSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Code that was written: unpacked, read-only, and shared by all environments that run it.
///
/// @param spec what the function is
/// @param taskRoot the unpacked package, which the function sees as `/var/task`; null for a handler of the host
/// @param layerRoot the layers unpacked over each other, which the function sees as `/opt`; null without layers
/// @param digest the same for the same package and layers
public record Deployment(
        FunctionSpec spec,
        @Nullable Path taskRoot,
        @Nullable Path layerRoot,
        String digest) {

    /// The unpacked layers, if there are any.
    public Optional<Path> optionalLayerRoot() {
        return Optional.ofNullable(layerRoot);
    }
}
