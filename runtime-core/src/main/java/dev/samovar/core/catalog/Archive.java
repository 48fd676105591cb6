package dev.samovar.core.catalog;

import dev.samovar.api.Code;

/// The archive of a layer, checked and kept at least as long as this is open.
public interface Archive extends AutoCloseable {
    /// Where it is from now on.
    Code code();

    /// Its SHA-256 in base64.
    String sha256();

    /// Its size in bytes.
    long size();

    @Override
    void close();
}
