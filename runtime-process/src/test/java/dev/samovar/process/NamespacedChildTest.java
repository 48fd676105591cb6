package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.process.confine.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Children with what this machine permits: namespaces, on most Linux machines.
final class NamespacedChildTest extends ChildProcessTest {
    NamespacedChildTest() {
        super(new LocalLauncher(ProcessOptions.standard()));
    }

    @Test
    void showsAChildItsDirectories() throws IOException {
        try (var child = start()) {
            assertSeesItsDirectories(child);
        }
    }

    /// As in a build that had no compiler for ours.
    @Test
    void showsThemWithTheSystemsProgramThatMountsToo() throws IOException {
        var place = Files.createDirectories(directory.resolve("ground"));
        try (var launcher = new LocalLauncher(ProcessOptions.standard().directory(place))) {
            launcher.child(command("obeys")).close();
            for (var program : files(place, "programs/mounts")) Files.delete(program);
            try (var child = launcher.child(command("obeys"))) {
                assertSeesItsDirectories(child);
            }
        }
    }

    private static List<Path> files(Path place, String name) throws IOException {
        try (var files = Files.find(place, 5, (file, _) -> file.endsWith(name))) {
            return files.toList();
        }
    }

    private void assertSeesItsDirectories(LocalChild child) throws IOException {
        var sandbox = sandbox();
        Files.writeString(sandbox.taskRoot().orElseThrow().resolve("index.js"), "code");
        var directories = child.give(sandbox, Optional.empty());
        assertThat(ask(child, "read", directories.task() + "/index.js")).isEqualTo("code");
        assertThat(ask(child, "write", directories.tmp() + "/note")).isEqualTo("written");
        assertThat(sandbox.tmp().resolve("note")).hasContent("written");
        if (!directories.equals(Directories.OF_LAMBDA)) return;
        assertThat(ask(child, "write", "/var/task/other")).isEqualTo("refused");
        assertThat(ask(child, "write", "/opt/other")).isEqualTo("refused");
    }
}
