package dev.samovar.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A published version of a layer: an archive that functions find under `/opt`.
///
/// @param layerArn the ARN of the layer, without a version
/// @param version 1 and up, never given twice
/// @param content the archive and what is said of it
/// @param codeSha256 the archive's SHA-256 in base64
/// @param codeSize the archive's size in bytes
/// @param created when it was published
///
/// Source: AWS Lambda API reference, "PublishLayerVersion".
public record LayerVersion(
        String layerArn, long version, Content content, String codeSha256, long codeSize, Instant created) {

    /// What is published.
    ///
    /// @param code the archive
    /// @param description at most 256 characters
    /// @param runtimes the runtimes that it is for, none for any
    /// @param architectures the architectures that it is for, none for any
    /// @param license what it may be used for, or null
    public record Content(
            Code code,
            String description,
            List<String> runtimes,
            List<String> architectures,
            @Nullable String license) {
        /// Keeps the lists as they are now.
        public Content {
            runtimes = List.copyOf(runtimes);
            architectures = List.copyOf(architectures);
        }

        /// The same with the archive elsewhere.
        public Content code(Code other) {
            return new Content(other, description, runtimes, architectures, license);
        }
    }

    /// The ARN of the layer's version.
    public String arn() {
        return layerArn + ":" + version;
    }

    /// The name of the layer.
    public String name() {
        return layerArn.substring(layerArn.lastIndexOf(':') + 1);
    }
}
