package dev.samovar.spi;

import org.jspecify.annotations.Nullable;

/// A pair of keys, and whose they are.
///
/// @param accessKeyId the part that requests name
/// @param secretAccessKey the part that signs
/// @param sessionToken what requests must bring along besides, or null
/// @param caller whose they are
public record Credentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        Caller caller) {

    /// Shows no secret.
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + " of " + caller.arn() + "]";
    }
}
