package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.process.confine.Directories;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Children with what this machine permits: namespaces, on most Linux machines.
final class NamespacedChildTest extends ChildProcessTest {
    NamespacedChildTest() {
        super(new LocalLauncher(ProcessOptions.standard()));
    }

    @Test
    void showsAChildItsDirectories() throws IOException {
        var sandbox = sandbox();
        Files.writeString(sandbox.taskRoot().orElseThrow().resolve("index.js"), "code");
        try (var child = start()) {
            var directories = child.enter(sandbox);
            assertThat(ask(child, "read", directories.task() + "/index.js")).isEqualTo("code");
            assertThat(ask(child, "write", directories.tmp() + "/note")).isEqualTo("written");
            assertThat(sandbox.tmp().resolve("note")).hasContent("written");
            if (!directories.equals(Directories.OF_LAMBDA)) return;
            assertThat(ask(child, "write", "/var/task/other")).isEqualTo("refused");
            assertThat(ask(child, "write", "/opt/other")).isEqualTo("refused");
        }
    }
}
