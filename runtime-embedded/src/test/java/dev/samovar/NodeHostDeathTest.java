package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A host that is killed leaves no process behind, not even one that loops.
final class NodeHostDeathTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"namespaces,node", "groups,node", "namespaces,custom", "groups,custom"})
    void endsEveryProcessWithTheHost(String how, String engine) throws IOException {
        var host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeHost.class.getName(),
                        directory.resolve("code").toString(),
                        how,
                        engine)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var started = new ArrayList<ProcessHandle>();
        try (var told = host.inputReader()) {
            for (var line = told.readLine(); !"loops".equals(line); line = told.readLine())
                ProcessHandle.of(Long.parseLong(line)).ifPresent(started::add);
        } finally {
            host.destroyForcibly();
        }

        assertThat(started).hasSizeGreaterThan(1);
        await().until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    }
}
