package dev.samovar.core.code;

import java.io.IOException;
import java.nio.file.Path;

/// A package as it was handed in.
interface PackageReader {

    /// What messages call it.
    String name();

    /// What names its content.
    byte[] sha256() throws IOException;

    /// Its size in bytes, packed.
    long size() throws IOException;

    /// Writes its entries into a directory, over what is there.
    ///
    /// @throws dev.samovar.spi.InvalidPackageException if it is broken, too large, or has entries that leave it
    void unpackInto(Path directory, SizeBudget budget) throws IOException;
}
