package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.InvocationResult.Returned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `samovar deploy --watch` as a process, beside an endpoint that stays.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class DeployWatchTest {
    @TempDir
    private Path directory;

    private static final String TEMPLATE = """
            Resources:
              F:
                Type: AWS::Lambda::Function
                Properties: {FunctionName: watched, Code: src, Handler: index.handler, Runtime: nodejs22.x, Timeout: 5}
            """;

    private String notes() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    private void await(String note) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> notes().contains(note));
    }

    private static String answer(Served served) {
        return served.runtime().invoke("watched", Event.json("1")).result() instanceof Returned(var payload)
                ? payload.text()
                : "";
    }

    @Test
    void swapsCodeAndSettingsWheneverTheyAreSaved() throws IOException, InterruptedException {
        var code = Files.createDirectories(directory.resolve("src")).resolve("index.js");
        Files.writeString(code, "exports.handler = async () => 'one'\n");
        var template = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
        try (var served = Served.start()) {
            var process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            Packages.classPath(),
                            Main.class.getName(),
                            "deploy",
                            template.toString(),
                            "--yes",
                            "--watch",
                            "--endpoint=" + served.uri()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(directory.resolve("err").toFile())
                    .start();
            try {
                await("samovar: watching ");
                assertThat(answer(served)).isEqualTo("\"one\"");

                Files.writeString(code, "exports.handler = async () => 'number two'\n");
                await("done: ~ update function watched: code");
                assertThat(answer(served)).isEqualTo("\"number two\"");

                Files.writeString(template, TEMPLATE.replace("nodejs22.x", "nodejs22.x, MemorySize: 'much'"));
                await("samovar: F: MemorySize is a number, not 'much'");
                Files.writeString(template, TEMPLATE.replace("Timeout: 5", "Timeout: 17"));
                await("done: ~ update function watched: Timeout 5 → 17");
            } finally {
                process.destroy();
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
