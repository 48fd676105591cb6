package dev.samovar.core.code;

import dev.samovar.spi.InvalidPackageException;

/// How many bytes may still be unpacked.
final class SizeBudget {
    private final long limit;
    private long left;

    SizeBudget(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /// @throws InvalidPackageException if there are not so many left
    void take(long bytes) {
        left -= bytes;
        if (left < 0) throw new InvalidPackageException("Unzipped size must be smaller than " + limit + " bytes", null);
    }
}
