package dev.samovar.core.code;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A package and its layers, unpacked and never changed again.
///
/// @param taskRoot the unpacked package; null for a handler of the host
/// @param layerRoot the layers unpacked over each other; null without layers
/// @param sha256 the SHA-256 of the package in base64
/// @param layersSha256 the SHA-256 of the layers together in base64; empty without layers
/// @param size the size of the package in bytes
/// @param digest the same for the same package and layers
public record StoredPackage(
        @Nullable Path taskRoot,
        @Nullable Path layerRoot,
        String sha256,
        String layersSha256,
        long size,
        String digest) {

    /// The unpacked layers, if there are any.
    public Optional<Path> optionalLayerRoot() {
        return Optional.ofNullable(layerRoot);
    }
}
