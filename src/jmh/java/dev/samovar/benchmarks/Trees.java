package dev.samovar.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Directories with all that is in them.
final class Trees {
    private Trees() {}

    static void delete(Path root) {
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies some of the directories below a root.
    static void copy(Path from, Path to, List<String> below) {
        for (var one : below) {
            try (var all = Files.walk(from.resolve(one))) {
                for (var path : all.toList()) {
                    var target = to.resolve(from.relativize(path).toString());
                    if (Files.isDirectory(path)) Files.createDirectories(target);
                    else if (!Files.exists(target)) Files.copy(path, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
