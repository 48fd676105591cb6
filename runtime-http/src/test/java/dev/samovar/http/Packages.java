package dev.samovar.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/// Packages for tests.
final class Packages {
    private Packages() {}

    /// The handlers of [Functions].
    ///
    /// @param more an empty file that makes one package another
    static SdkBytes withHandlers(String more) {
        var path = Functions.class.getName().replace('.', '/') + ".class";
        try (var in = Functions.class.getResourceAsStream("/" + path)) {
            return of(Map.of(path, in.readAllBytes(), more, new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sha256(SdkBytes code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.asByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static SdkBytes of(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                // The same bytes whenever it is packed.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
