package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host that is killed while functions of every language run programs that fork, ignore signals and fill memory
/// leaves no process behind.
final class HostileHostDeathTest {
    @TempDir
    Path directory;

    @Test
    void endsEveryProcessWithTheHost() throws IOException {
        Tool.BWRAP.path();
        Tool.STRESS_NG.path();
        var mark = "MARK=" + UUID.randomUUID();
        var host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileHost.class.getName(),
                        directory.resolve("code").toString(),
                        mark)
                .inheritIO()
                .start();
        var descendants = List.<ProcessHandle>of();
        try {
            // Each has a shell, a stressor, two that it forked at least, and one that would not end by a signal.
            int atLeast = 5 * HostileLanguage.values().length;
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> HostResources.processesWith(mark).size() >= atLeast);
            descendants = host.descendants().toList();
        } finally {
            host.destroyForcibly();
        }

        var all = descendants;
        await().untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
        await().untilAsserted(
                        () -> assertThat(HostResources.processesWith(mark)).isEmpty());
    }
}
