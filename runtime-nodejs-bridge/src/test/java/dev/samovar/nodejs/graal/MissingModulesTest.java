package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Modules of Node's that this engine lacks are refused by name, and the way out is told.
final class MissingModulesTest {
    @TempDir
    private Path directory;

    @Test
    void areRefusedByName() throws IOException, InterruptedException {
        try (var script = new GuestScript("missing", directory)) {
            assertThat(script.printed())
                    .containsExactly("node:sqlite is not supported by the engine graaljs; pin the engine node");
        }
    }
}
