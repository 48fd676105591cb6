package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A debugger of Node.js that is attached to `samovar invoke --debug PORT` stops in a function's source, on
/// either engine.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class InspectorTest {
    private static final Pattern URL = Pattern.compile("\"webSocketDebuggerUrl\"\\s*:\\s*\"(ws:[^\"]+)\"");
    private static final Pattern FRAME = Pattern.compile("\"callFrameId\"\\s*:\\s*\"([^\"]+)\"");
    private static final String COUNTING = """
            exports.handler = async (upTo) => {
              let sum = 0;
              for (let i = 1; i <= upTo; i++) sum += i;
              return sum;
            };
            """;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"graaljs", "node"})
    void aBreakpointStopsInTheHandlerAndTheDeadlineWaits(String engine) throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("code")).resolve("index.js"), COUNTING);
        int port = FreePort.find();
        var java = start(engine, port);
        try {
            var debugger = attach(port);
            send(debugger, 1, "Runtime.enable", "{}");
            send(debugger, 2, "Debugger.enable", "{}");
            send(
                    debugger,
                    3,
                    "Debugger.setBreakpointByUrl",
                    "{\"lineNumber\":3,\"urlRegex\":\".*task/index\\\\.js$\"}");
            next("\"id\"\\s*:\\s*3\\b");
            send(debugger, 4, "Runtime.runIfWaitingForDebugger", "{}");

            var frame = FRAME.matcher(next("\"Debugger\\.paused\""));
            assertThat(frame.find()).isTrue();
            send(
                    debugger,
                    5,
                    "Debugger.evaluateOnCallFrame",
                    "{\"callFrameId\":\"" + frame.group(1) + "\",\"expression\":\"sum\"}");
            assertThat(next("\"id\"\\s*:\\s*5\\b")).containsPattern("\"value\"\\s*:\\s*10\\b");
            TimeUnit.MILLISECONDS.sleep(1500); // longer than the function's second
            send(debugger, 6, "Debugger.resume", "{}");

            assertThat(java.onExit().get().exitValue())
                    .as(Files.readString(directory.resolve("err")))
                    .isZero();
            assertThat(Files.readString(directory.resolve("out"), StandardCharsets.UTF_8))
                    .isEqualTo("10");
        } finally {
            java.destroyForcibly();
        }
    }

    private Process start(String engine, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        Packages.classPath(),
                        Main.class.getName(),
                        "invoke",
                        directory.resolve("code").toString(),
                        "--engine",
                        engine,
                        "--debug",
                        Integer.toString(port),
                        "--event",
                        "4",
                        "--timeout",
                        "1")
                .redirectError(directory.resolve("err").toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .start();
    }

    private WebSocket attach(int port) {
        // Node takes the offer of HTTP/2 for a debugger.
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> {
                            var url = URL.matcher(
                                    client.send(list, BodyHandlers.ofString()).body());
                            return url.find() ? connect(client, url.group(1)) : null;
                        },
                        socket -> socket != null);
    }

    private WebSocket connect(HttpClient client, String url) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create(url), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                        text.append(part);
                        if (last) {
                            heard.add(text.toString());
                            text.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }
                })
                .join();
    }

    private static void send(WebSocket debugger, int id, String method, String parameters) {
        debugger.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
    }

    /// The next message in which a pattern is found.
    private String next(String pattern) throws InterruptedException {
        var wanted = Pattern.compile(pattern);
        while (true) {
            var message = heard.poll(60, TimeUnit.SECONDS);
            assertThat(message).as("a message with " + pattern).isNotNull();
            if (wanted.matcher(message).find()) return message;
        }
    }
}
