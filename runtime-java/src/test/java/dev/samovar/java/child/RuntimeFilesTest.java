package dev.samovar.java.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host's children start without a cache until there is one, and for good where none can be made.
final class RuntimeFilesTest {
    @TempDir
    Path directory;

    private RuntimeFiles files(Path java) {
        return new RuntimeFiles(directory.resolve("files"), java);
    }

    @Test
    void childrenStartWithACacheOnceItIsThere() throws Exception {
        try (var files = files(Path.of(System.getProperty("java.home"), "bin", "java"))) {
            files.main();
            assertThat(files.options()).noneMatch(it -> it.startsWith("-XX:AOTCache"));

            files.improve();

            await().atMost(Duration.ofMinutes(1))
                    .until(files::options, it -> it.contains("-XX:AOTCache=" + directory.resolve("files/java.aot")));
            assertThat(directory.resolve("files/java.aot")).isNotEmptyFile();
        }
    }

    @Test
    void triesOnceAndGoesOnWithout() throws Exception {
        var tries = directory.resolve("tries");
        var java = Files.writeString(directory.resolve("java"), "#!/bin/sh\necho x >>'" + tries + "'\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        try (var files = files(java)) {
            files.main();
            files.improve();
            await().until(() -> Files.exists(tries));
            files.improve();
        }

        assertThat(tries).hasContent("x");
        assertThat(directory.resolve("files/java.aot")).doesNotExist();
    }

    @Test
    void endsWhatMakesTheCacheWhenItIsClosed() throws Exception {
        var begun = directory.resolve("begun");
        var java = Files.writeString(directory.resolve("java"), "#!/bin/sh\n: >'" + begun + "'\nexec sleep 71\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        try (var files = files(java)) {
            files.improve();
            await().until(() -> Files.exists(begun));
        }

        await().until(() -> ProcessHandle.current()
                .descendants()
                .noneMatch(it -> it.info().commandLine().orElse("").contains("sleep 71")));
    }
}
