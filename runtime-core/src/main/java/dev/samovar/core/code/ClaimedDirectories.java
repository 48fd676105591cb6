package dev.samovar.core.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Counts the claims on directories, and removes a directory with its last claim.
///
/// It is moved aside under the lock and deleted after: who claims it next finds all of it or nothing.
final class ClaimedDirectories {
    private final Map<Path, Integer> claims = new HashMap<>();

    synchronized void claim(Path directory) {
        claims.merge(directory, 1, Integer::sum);
    }

    void release(Path directory) throws IOException {
        var unused = setAside(directory);
        if (unused != null) Trees.delete(unused);
    }

    private synchronized @Nullable Path setAside(Path directory) throws IOException {
        var left = claims.computeIfPresent(directory, (_, count) -> count == 1 ? null : count - 1);
        if (left != null || !Files.isDirectory(directory)) return null;
        return Files.move(directory, directory.resolveSibling("unused-" + UUID.randomUUID()));
    }
}
