package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class WorkspaceTest {
    @Test
    void isGoneWhenClosed() throws IOException {
        var workspace = Workspace.make();
        Files.createFile(
                Files.createDirectories(workspace.directory().resolve("tmp/a")).resolve("b"));

        workspace.close();

        assertThat(workspace.directory()).doesNotExist();
    }

    @Test
    void isGoneAlthoughAFunctionDeletesItsFilesMeanwhile() throws Exception {
        var workspace = Workspace.make();
        for (int i = 0; i < 2000; i++) Files.createFile(workspace.directory().resolve("file" + i));
        var function = new Thread(() -> deleteAll(workspace));
        function.start();

        workspace.close();

        function.join();
        assertThat(workspace.directory()).doesNotExist();
    }

    private static void deleteAll(Workspace workspace) {
        try {
            for (int i = 1999; i >= 0; i--)
                Files.deleteIfExists(workspace.directory().resolve("file" + i));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
