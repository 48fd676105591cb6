package dev.samovar.core.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Directories with everything in them.
public final class Trees {
    /// As often as a directory is gone through: whoever makes new ones meanwhile does not keep this going for ever.
    private static final int MOST_ROUNDS = 1_000;

    private Trees() {}

    /// Deletes a directory with everything in it, if it is there. Links are deleted, not followed. What
    /// somebody else deletes meanwhile is as good as deleted. Code that is not trusted may have made it:
    /// directories that are closed to their owner are opened, and those whose paths are too long for the system
    /// are moved up.
    public static void delete(Path directory) throws IOException {
        var deletion = new Deletion(directory);
        for (int round = 1; deletion.begin(); round++) {
            Files.walkFileTree(directory, deletion);
            if (round == MOST_ROUNDS) throw new IOException(directory + " grows faster than it is deleted");
        }
    }
}
