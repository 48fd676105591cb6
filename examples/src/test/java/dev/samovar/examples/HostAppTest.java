package dev.samovar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of a host is a project of its own, which knows Samovar by its coordinates alone.
final class HostAppTest {
    @TempDir
    Path directory;

    @Test
    void isBuiltAndRunFromInstalledArtifacts() throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var builder = new ProcessBuilder(command("compile", "exec:java"))
                .directory(Path.of("host-app").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

        int status = builder.start().waitFor();

        assertThat(Files.readAllLines(output)).contains("{\"greeting\":\"Hello, tea!\"}", "{\"version\":\"$LATEST\"}");
        assertThat(status).isZero();
    }

    private static List<String> command(String... goals) {
        var command = new ArrayList<>(List.of("../../mvnw", "-q", "-B", "-ntp"));
        if ("offline=true".equals(System.getProperty("samovar.offline"))) command.add("-o");
        command.add("-Dmaven.repo.local=" + System.getProperty("samovar.installed"));
        command.add("-Dmaven.repo.local.tail=" + System.getProperty("samovar.downloaded"));
        command.addAll(List.of(goals));
        return command;
    }
}
