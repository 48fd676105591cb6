package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `samovar serve` as a process, and what a client sees of it.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class ServeTest {
    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    private Process serve(String... more) throws IOException {
        return samovar("serve", more)
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    /// The command in a JVM of its own.
    private ProcessBuilder samovar(String command, String... more) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-cp",
                Packages.classPath(),
                Main.class.getName(),
                command));
        line.addAll(List.of(more));
        return new ProcessBuilder(line);
    }

    /// What a command writes to its output, run by somebody who has the keys of [#keys].
    private String ran(String command, String... more) throws IOException, InterruptedException {
        var builder = samovar(command, more).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("AWS_ACCESS_KEY_ID", "AKID");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private String keys() throws IOException {
        var keys = "[default]\naws_access_key_id = AKID\naws_secret_access_key = secret\n";
        return Files.writeString(directory.resolve("keys"), keys).toString();
    }

    private String notes() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    private URI endpoint() throws IOException {
        var mark = "export AWS_ENDPOINT_URL=";
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> notes().contains(mark));
        return URI.create(notes().lines()
                .filter(note -> note.contains(mark))
                .findFirst()
                .orElseThrow()
                .split(mark, -1)[1]);
    }

    private String post(URI to, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private String logged(String group) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint().resolve("/"))
                .header("X-Amz-Target", "Logs_20140328.FilterLogEvents")
                .POST(HttpRequest.BodyPublishers.ofString("{\"logGroupName\":\"" + group + "\"}"));
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private String get(URI from) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(from).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void createsAndInvokesOverHttpAndLeavesNothing() throws IOException, InterruptedException {
        var process = serve("--port", "0");
        var echo = createEcho();
        assertThat(post(echo.resolve("invocations"), "[\"tea\"]")).isEqualTo("[\"tea\"]");
        assertThat(logged("/aws/lambda/echo")).contains("START RequestId: ");

        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(notes()).contains("START RequestId: ", "samovar: ending");
        try (var left = Files.list(directory.resolve("tmp"))) {
            assertThat(left.filter(it -> it.getFileName().toString().startsWith("samovar")))
                    .isEmpty();
        }
    }

    @Test
    void saysThatAClientSpeaksTlsToAPortWithout() throws IOException, InterruptedException {
        var process = serve("--port", "0");
        var uri = endpoint();

        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> get(URI.create(uri.toString().replace("http:", "https:"))))
                    .isInstanceOf(IOException.class);
        assertThat(get(uri.resolve("/2015-03-31/functions/"))).contains("\"Functions\"");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(notes()).containsOnlyOnce(":" + uri.getPort() + ", where there is none: its address is http://");
    }

    @Test
    void runsCustomRuntimes() throws IOException, InterruptedException {
        var process = serve("--port", "0");
        var functions = endpoint().resolve("/2015-03-31/functions/");
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("bootstrap"));
            out.write("""
                    #!/bin/sh
                    api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                    while event=$(curl -sS -D /tmp/head "$api/next"); do
                      id=$(tr -d '\\r' < /tmp/head | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
                      curl -sS -o /dev/null -d "{\\"got\\":$event}" "$api/$id/response"
                    done
                    """.getBytes(StandardCharsets.UTF_8));
        }
        post(
                functions,
                "{\"FunctionName\":\"custom\",\"Runtime\":\"provided.al2023\",\"Handler\":\"any\","
                        + "\"Role\":\"arn:aws:iam::000000000000:role/r\",\"Code\":{\"ZipFile\":\""
                        + Base64.getEncoder().encodeToString(zip.toByteArray()) + "\"}}");

        assertThat(post(functions.resolve("custom/invocations"), "[\"tea\"]")).isEqualTo("{\"got\":[\"tea\"]}");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void answersWhatRunsWhenItIsToldToEnd() throws Exception {
        try (var gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var process = serve("--port", "0");
            var answer = invokeHeld(gate);

            var begun = gate.accept();
            process.destroy();
            Awaitility.await().until(() -> notes().contains("samovar: ending"));
            begun.close();

            assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("\"done\"");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void saysThatAPortIsTaken() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var process = serve("--port", Integer.toString(taken.getLocalPort()));

            assertThat(process.waitFor()).isEqualTo(ExitStatus.BROKEN);
            assertThat(notes()).contains("samovar: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }

    @Test
    void saysWhatIsNoDirectory() throws IOException {
        var file = Files.write(directory.resolve("f.zip"), new byte[] {'P', 'K', 3, 4, (byte) 0xFF, (byte) 0xFE});

        refuses("--buckets: there is no directory /nodir", "--buckets", "/nodir");
        refuses("--data " + file + " is no directory; what is written is kept in one", "--data", file.toString());
        refuses(file + " is no text; credentials are in a file like ", "--credentials", file.toString());
        refuses("there is no file with credentials at /nofile", "--credentials", "/nofile");
    }

    private void refuses(String sentence, String... options) throws IOException {
        var line = new ArrayList<>(List.of("serve", "--port", "0"));
        line.addAll(List.of(options));
        var ran = Ran.samovar(line.toArray(String[]::new));

        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err()).contains("samovar: " + sentence);
    }

    @Test
    void saysWhatIsNoRegion() {
        var ran = Ran.samovar("serve", "--region", "nowhere");

        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err()).contains("not a region (such as us-east-1): 'nowhere'");
    }

    private URI create(String name, String handler, Path jar) throws IOException, InterruptedException {
        var functions = endpoint().resolve("/2015-03-31/functions/");
        var created = post(
                functions, """
                {"FunctionName": "%s", "Runtime": "java25", "Handler": "%s", "Timeout": 60,
                 "Role": "arn:aws:iam::000000000000:role/any", "Code": {"ZipFile": "%s"}}
                """.formatted(name, handler, Base64.getEncoder().encodeToString(Files.readAllBytes(jar))));
        assertThat(created).contains("\"State\":\"Pending\"");
        var function = functions.resolve(name + "/");
        Awaitility.await().until(() -> get(function.resolve("configuration")).contains("\"State\":\"Active\""));
        return function;
    }

    private URI createEcho() throws IOException, InterruptedException {
        return create("echo", "app.Echo", Packages.jar(directory, "echo", Packages.ECHO));
    }

    /// Invokes a function that answers when its connection to the gate ends.
    private CompletableFuture<HttpResponse<String>> invokeHeld(ServerSocket gate)
            throws IOException, InterruptedException {
        var held = Packages.jar(directory, "held", """
                package app;
                public class Held {
                    public String handle(Object event) throws java.io.IOException {
                        try (var gate = new java.net.Socket("127.0.0.1", %d)) {
                            gate.getInputStream().read();
                        }
                        return "done";
                    }
                }
                """.formatted(gate.getLocalPort()));
        var function = create("held", "app.Held::handle", held);
        return client.sendAsync(
                HttpRequest.newBuilder(function.resolve("invocations"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void keepsWhatIsWrittenInItsDirectory() throws IOException, InterruptedException {
        var data = directory.resolve("data").toString();
        var first = serve("--port", "0", "--data", data);
        createEcho();
        first.destroy();
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();

        var second = serve("--port", "0", "--data", data);
        assertThat(post(endpoint().resolve("/2015-03-31/functions/echo/invocations"), "[\"tea\"]"))
                .isEqualTo("[\"tea\"]");
        second.destroy();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsWhoWatchesHowItIs() throws IOException, InterruptedException {
        var process = serve("--port", "0", "--admin-port", "0");
        createEcho();
        post(endpoint().resolve("/2015-03-31/functions/echo/invocations"), "1");
        var admin = URI.create(notes().lines()
                .filter(note -> note.contains("samovar: admin: "))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*admin: (http[^ ]*)/health.*", "$1"));

        assertThat(get(admin.resolve("/health"))).isEqualTo("{\"status\":\"UP\"}");
        var ofAPage = HttpRequest.newBuilder(admin.resolve("/metrics")).header("Origin", "https://evil.example");
        assertThat(client.send(ofAPage.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
        Awaitility.await()
                .until(() -> get(admin.resolve("/metrics")).contains("samovar_invocations_total{alias=\"none\""));
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void insistsOnCredentialsElsewhere() throws IOException, InterruptedException {
        var refused = serve("--port", "0", "--host", "0.0.0.0");
        assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(notes()).contains("give --credentials FILE");

        var process = serve("--port", "0", "--host", "0.0.0.0", "--credentials", keys());
        assertThat(get(endpoint().resolve("/2015-03-31/functions/"))).contains("Missing Authentication Token");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isReachedFromSandboxesWhereItAsksWhoCalls() throws IOException, InterruptedException {
        var code = Files.createDirectory(directory.resolve("code"));
        Files.writeString(code.resolve("bootstrap"), """
                #!/bin/sh
                api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                while curl -sS -o /dev/null -D /tmp/head "$api/next"; do
                  id=$(tr -d '\\r' < /tmp/head | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
                  curl -sS "$AWS_ENDPOINT_URL_LAMBDA/2015-03-31/functions/" | curl -sS -o /dev/null -d @- "$api/$id/response"
                done
                """);
        assertThat(code.resolve("bootstrap").toFile().setExecutable(true)).isTrue();
        var template = Files.writeString(directory.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {FunctionName: f, Runtime: provided.al2023, Handler: any, CodeUri: code/}
                """);
        var process = serve("--port", "0", "--isolation", "PROCESS", "--credentials", keys());
        var endpoint = "--endpoint=" + endpoint();
        ran("deploy", template.toString(), "--yes", endpoint);

        assertThat(ran("invoke", "--function", "f", "--event", "{}", endpoint))
                .isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsAtOnceWhenItIsToldTwice() throws Exception {
        try (var gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var process = serve("--port", "0");
            var _ = invokeHeld(gate);

            try (var _ = gate.accept()) {
                process.destroy();
                Awaitility.await().until(() -> notes().contains("samovar: ending"));
                process.destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(ExitStatus.BROKEN);
            }
        }
        try (var left = Files.list(directory.resolve("tmp"))) {
            assertThat(left.filter(it -> it.getFileName().toString().startsWith("samovar")))
                    .isEmpty();
        }
    }
}
