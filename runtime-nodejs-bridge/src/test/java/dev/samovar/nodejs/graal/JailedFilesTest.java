package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.nodejs.graal.reach.Reach;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a package reaches, where its files are real ones.
final class JailedFilesTest {
    @TempDir
    private Path task;

    private Reach reach(String handler) {
        var files = new JailedFiles(new Jail(Map.of("/var/task", task)));
        return Reach.of(files, handler, Set.of("fs"), List.of(), 1000);
    }

    /// Two links to the directory that they are in name each of its files in as many ways as there are numbers.
    @Test
    void linksThatLeadInCirclesAreFollowedOnce() throws IOException {
        Files.createDirectories(task.resolve("src"));
        Files.writeString(task.resolve("src/index.js"), "require('../' + name)");
        var circles = Files.createDirectories(task.resolve("circles"));
        Files.createSymbolicLink(circles.resolve("a"), Path.of("."));
        Files.createSymbolicLink(circles.resolve("b"), Path.of("../circles"));
        Files.writeString(task.resolve("z.js"), "");
        assertThat(reach("src/index.handler").sources()).containsOnlyKeys("/var/task/src/index.js", "/var/task/z.js");
    }

    @Test
    void aFileBeyondTheBudgetIsNotRead() throws IOException {
        try (var file = new RandomAccessFile(task.resolve("index.js").toFile(), "rw")) {
            file.setLength(1L << 33);
        }
        assertThat(reach("index.handler").objection()).isPresent();
    }
}
