package dev.samovar.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of directories that are deleted.
final class TreesTest {
    @TempDir
    Path directory;

    @Test
    void deletesEverythingButWhatLinksLeadTo() throws IOException {
        var kept = Files.writeString(directory.resolve("kept"), "x");
        var tree = directory.resolve("tree/deep");
        Files.createDirectories(tree.resolve("deeper"));
        Files.createSymbolicLink(tree.resolve("link"), kept);
        Files.createSymbolicLink(tree.resolve("up"), directory);

        Trees.delete(directory.resolve("tree"));

        assertThat(directory.resolve("tree")).doesNotExist();
        assertThat(kept).exists();
    }

    /// A program makes such with relative paths; here one long way is moved to the end of another.
    @Test
    void deletesDirectoriesWhosePathsAreTooLongForTheSystem() throws IOException {
        var tree = Files.createDirectory(directory.resolve("tree"));
        for (int i = 0; i < 4; i++) {
            var top = Files.createDirectory(directory.resolve("top" + i));
            var bottom = Files.createDirectories(top.resolve("deep/".repeat(600)));
            Files.writeString(bottom.resolve("file"), "x");
            if (i > 0) Files.move(directory.resolve("top" + (i - 1)), bottom.resolve("next"));
        }
        Files.move(directory.resolve("top3"), tree.resolve("deep0"));

        Trees.delete(tree);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void deletesDirectoriesThatAreClosedToTheirOwner() throws IOException {
        var tree = tree("tree");
        Files.setPosixFilePermissions(tree.resolve("d1"), Set.of());
        Files.setPosixFilePermissions(tree.resolve("d2"), PosixFilePermissions.fromString("r-x------"));
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("r-x------"));

        Trees.delete(tree);

        assertThat(tree).doesNotExist();
    }

    @Test
    void doesNothingWhereNothingIs() throws IOException {
        Trees.delete(directory.resolve("nothing"));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void letsSeveralDeleteTheSame() throws IOException {
        for (int round = 0; round < 40; round++) {
            var tree = tree("tree" + round);
            var together = new CyclicBarrier(2);
            var other = CompletableFuture.runAsync(() -> deleteWith(together, tree), Thread.ofVirtual()::start);
            deleteWith(together, tree);
            other.join();

            assertThat(tree).doesNotExist();
        }
    }

    private Path tree(String name) throws IOException {
        var tree = directory.resolve(name);
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(tree.resolve("d" + i));
            for (int j = 0; j < 5; j++) Files.writeString(tree.resolve("d" + i + "/f" + j), "x");
        }
        return tree;
    }

    private static void deleteWith(CyclicBarrier together, Path tree) {
        try {
            together.await();
            Trees.delete(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
