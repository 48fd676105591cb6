package dev.samovar.process.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How commands get into control groups, here in a directory that the kernel knows nothing of.
final class EntranceTest {
    @TempDir
    Path directory;

    /// A shell, or the program that builds on Linux have.
    enum By {
        SHELL,
        PROGRAM
    }

    private List<String> words(By by, Path group) throws IOException {
        if (by == By.SHELL) return Entrance.words(group);
        var program = OwnProgram.ENTER.writtenTo(directory.resolve("programs")).orElseThrow();
        return List.of("unshare", "--user", "--map-root-user", program.toString(), group.toString());
    }

    private Process run(By by, Path group, String script) throws IOException {
        var words = new ArrayList<>(words(by, group));
        words.addAll(List.of("/bin/sh", "-c", script, "sh", "a b", "$c"));
        return new ProcessBuilder(words).start();
    }

    @ParameterizedTest
    @EnumSource
    void entersBeforeAnythingRuns(By by) throws IOException, InterruptedException {
        var group = Files.createDirectories(directory.resolve("a group"));
        var members = Files.writeString(group.resolve("cgroup.procs"), "");
        var process = run(by, group, "cat '" + members + "'; echo \" $1 $2\"; exit 7");

        assertThat(said(process)).containsExactly("0 a b $c");
        assertThat(process.waitFor()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void runsWhatCannotEnter(By by) throws IOException {
        assertThat(said(run(by, directory.resolve("none"), "echo \"$1\""))).containsExactly("a b");
    }

    @ParameterizedTest
    @EnumSource
    void endsAsTheCommandDoes(By by) throws IOException, InterruptedException {
        var process = run(by, directory, "echo begun; exec sleep 60");
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("begun");

        process.descendants().findFirst().orElse(process.toHandle()).destroyForcibly();

        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private static List<String> said(Process process) throws IOException {
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            return lines.map(line -> line.replaceAll("\\s+", " ")).toList();
        }
    }
}
