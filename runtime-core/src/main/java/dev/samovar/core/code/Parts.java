package dev.samovar.core.code;

import dev.samovar.spi.InvalidPackageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Packages that are unpacked over each other into one directory.
record Parts(List<PackageReader> packages) {

    private interface Reading<T> {
        T of(PackageReader one) throws IOException;
    }

    /// What names their content: that of a single one as it is.
    byte[] sha256() {
        if (packages.size() == 1) return read(packages.getFirst(), PackageReader::sha256);
        var digest = Digests.sha256();
        for (var one : packages) digest.update(read(one, PackageReader::sha256));
        return digest.digest();
    }

    /// Their size in bytes, packed.
    long size() {
        long size = 0;
        for (var one : packages) size += read(one, PackageReader::size);
        return size;
    }

    /// Writes the entries of all of them.
    ///
    /// @param sha256 what named their content before
    /// @throws InvalidPackageException if one is broken, too large, has entries that leave it, or is not
    ///     any more what it was
    void unpackInto(Path directory, byte[] sha256, SizeBudget budget) throws IOException {
        for (var one : packages)
            read(one, it -> {
                it.unpackInto(directory, budget);
                return true;
            });
        new LinkCheck(directory).requireAllInside();
        if (!Arrays.equals(sha256, sha256()))
            throw new InvalidPackageException("the package changed while it was read; try again", null);
    }

    private static <T> T read(PackageReader one, Reading<T> reading) {
        try {
            return reading.of(one);
        } catch (UncheckedIOException e) {
            throw unreadable(one, Objects.requireNonNullElse(e.getCause(), e));
        } catch (IOException e) {
            throw unreadable(one, e);
        }
    }

    private static InvalidPackageException unreadable(PackageReader one, Throwable cause) {
        return new InvalidPackageException("cannot read the package " + one.name() + ": " + cause, cause);
    }
}
