package dev.samovar.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Directories with everything in them.
public final class Trees {
    private Trees() {}

    /// Deletes a directory with everything in it, if it is there. Links are deleted, not followed.
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
