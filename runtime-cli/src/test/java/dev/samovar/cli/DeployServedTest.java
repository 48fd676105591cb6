package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The life of a function of a template at a `samovar serve` of its own process.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class DeployServedTest {
    private static final String MARK = "export AWS_ENDPOINT_URL=";

    @TempDir
    private Path directory;

    private String endpoint(Path notes) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> Files.readString(notes).contains(MARK));
        try {
            return Files.readString(notes)
                    .lines()
                    .filter(note -> note.contains(MARK))
                    .findFirst()
                    .orElseThrow()
                    .split(MARK, -1)[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isDeployedListedInvokedAndRemoved() throws IOException, InterruptedException {
        Packages.jar(directory, "echo", Packages.ECHO);
        var template = Files.writeString(directory.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties: {CodeUri: echo.jar, Handler: app.Echo, Runtime: java25, MemorySize: 512, AutoPublishAlias: live}
                Outputs: {Region: {Value: !Ref AWS::Region}, Arn: {Value: !Ref Echo.Alias}}
                """);
        var notes = directory.resolve("err");
        var server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                        "-cp",
                        Packages.classPath(),
                        Main.class.getName(),
                        "serve",
                        "--port=0",
                        "--region=eu-central-1",
                        "--account=123456789012"))
                .redirectError(notes.toFile())
                .start();
        try {
            var at = "--endpoint=" + endpoint(notes);

            var deployed = Ran.samovar("deploy", template.toString(), "--stack-name=shop", "--yes", at);
            assertThat(deployed.err()).doesNotContain("refused");
            assertThat(deployed.out())
                    .contains(
                            "+ create function shop-Echo (java25, app.Echo)\n",
                            "  Region = eu-central-1\n",
                            "  Arn = arn:aws:lambda:eu-central-1:123456789012:function:shop-Echo:live\n");
            assertThat(Ran.samovar("list", at).out()).containsPattern("shop-Echo +java25 +app.Echo +512 MB +3 s");
            var invoked = Ran.samovar("invoke", "--function=shop-Echo:live", "--event=[\"tea\"]", at);
            assertThat(invoked.out()).isEqualTo("[\"tea\"]");
            assertThat(invoked.err()).contains("to standard output\n");
            assertThat(Ran.samovar("deploy", template.toString(), "--stack-name=shop", "--yes", at)
                            .out())
                    .doesNotContain("+ ", "~ ");
            assertThat(Ran.samovar("rm", "shop-Echo", "--yes", at).err())
                    .isEqualTo("samovar: removed function shop-Echo with 1 version and 1 alias\n");
            assertThat(Ran.samovar("list", at).out()).isEmpty();
        } finally {
            server.destroy();
        }
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
