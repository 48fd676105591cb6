package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host that is killed while functions of every language run programs that fork, ignore signals and fill memory
/// leaves no process behind.
@Tag("hostile")
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
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var descendants = List.<ProcessHandle>of();
        try {
            for (var language : HostileLanguage.values())
                await().atMost(Duration.ofMinutes(2)).until(() -> runsProgramsOf(mark + language));
            descendants = host.descendants().toList();
        } finally {
            host.destroyForcibly();
        }

        assertThat(descendants).isNotEmpty();
        var all = descendants;
        await().untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
        await().untilAsserted(
                        () -> assertThat(HostResources.processesWith(mark)).isEmpty());
    }

    /// A shell, a stressor, two that it forked at least, and one that would not end by a signal.
    private static boolean runsProgramsOf(String mark) {
        return HostResources.processesWith(mark).size() >= 5;
    }
}
