package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Children without namespaces.
final class GroupedChildTest extends ChildProcessTest {
    GroupedChildTest() {
        super(new LocalLauncher(ProcessOptions.standard().namespaces(false)));
    }

    @Test
    void tellsAChildWhereItsDirectoriesReallyAre() throws IOException {
        var sandbox = sandbox();
        try (var child = start()) {
            var directories = child.give(sandbox, Optional.empty());
            assertThat(directories.task())
                    .isEqualTo(sandbox.taskRoot().orElseThrow().toString());
            assertThat(directories.tmp()).isEqualTo(sandbox.tmp().toString());
        }
    }
}
