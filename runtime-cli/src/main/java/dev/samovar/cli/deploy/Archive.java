package dev.samovar.cli.deploy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A zip that is uploaded.
///
/// @param base64 its bytes as a request carries them
/// @param sha256 its digest as the Lambda API shows it
record Archive(String base64, String sha256) {
    static Archive of(byte[] zip) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(zip);
            return new Archive(
                    Base64.getEncoder().encodeToString(zip), Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
