package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An endpoint is killed at random moments, again and again, while functions are created, tagged and deleted,
/// and events accepted: whatever was acknowledged is there at the next start. `-Dsamovar.kills=N` says how
/// often.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class KillTest {
    private static final int KILLS = Integer.getInteger("samovar.kills", 4);
    private static final int CLIENTS = 3;
    /// How many answers a life has at most before its end, which meets whatever is under way then.
    private static final int MOST_ANSWERS = 200;
    private static final Pattern TAG = Pattern.compile("\"Tags\":\\{\"t\":\"([^\"]*)\"}");
    private static final String FUNCTIONS = "/2015-03-31/functions/";

    @TempDir
    private Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(7);

    /// The tag of each function as it was acknowledged last; a deletion is a null.
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /// What was asked for and never answered: it may have happened or not.
    private final Map<String, String> unknown = new ConcurrentHashMap<>();

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private int starts;

    private record Host(Process process, URI endpoint) {}

    private volatile @Nullable Host started;

    private Host host() {
        return Objects.requireNonNull(started);
    }

    private void start() throws IOException {
        var err = directory.resolve("err" + ++starts);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                        "-cp",
                        Packages.classPath(),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        directory.resolve("data").toString())
                .redirectError(err.toFile())
                .start();
        var mark = "export AWS_ENDPOINT_URL=";
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            if (!process.isAlive()) throw new IllegalStateException(Files.readString(err));
            return Files.readString(err).contains(mark);
        });
        var endpoint = URI.create(Files.readString(err)
                .lines()
                .filter(line -> line.contains(mark))
                .findFirst()
                .orElseThrow()
                .split(mark, -1)[1]);
        started = new Host(process, endpoint);
    }

    @AfterEach
    void end() {
        if (started != null) host().process().destroyForcibly();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(host().endpoint().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        var answer = client.send(request.build(), BodyHandlers.ofString());
        answers.countDown();
        return answer;
    }

    private String zip(ServerSocket listener) throws IOException {
        var jar = Packages.jar(directory, "tell", """
                package app;
                public class Tell {
                    public void tell(String id) throws Exception {
                        try (var socket = new java.net.Socket("127.0.0.1", %d)) {
                            socket.getOutputStream().write((id + "\\n").getBytes());
                        }
                    }
                }
                """.formatted(listener.getLocalPort()));
        return Base64.getEncoder().encodeToString(Files.readAllBytes(jar));
    }

    private String creation(String name, String tag, String zip) {
        return """
                {"FunctionName": "%s", "Runtime": "java25", "Handler": "app.Tell::tell", "Tags": {"t": "%s"},
                 "Role": "arn:aws:iam::000000000000:role/any", "Timeout": 60, "Code": {"ZipFile": "%s"}}
                """.formatted(name, tag, zip);
    }

    @Test
    void nothingAcknowledgedIsLost() throws Exception {
        try (var listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hear(listener));
            var zip = zip(listener);
            start();
            assertThat(send("POST", FUNCTIONS, creation("tell", "0", zip)).statusCode())
                    .isEqualTo(201);
            Awaitility.await()
                    .until(() -> send("GET", FUNCTIONS + "tell", "").body().contains("\"State\":\"Active\""));
            for (int kill = 0; kill < KILLS; kill++) {
                workUntilKilled(zip);
                start();
                check(kill);
            }
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> seen.containsAll(accepted));
        }
        System.out.println(KILLS + " kills, " + acknowledged.size() + " functions, " + accepted.size() + " events, "
                + repeated + " of them run twice");
    }

    private void hear(ServerSocket listener) {
        try {
            while (true) {
                try (var socket = listener.accept();
                        var in = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                    var id = in.readLine();
                    if (id != null && !seen.add(id)) repeated.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private void workUntilKilled(String zip) throws InterruptedException {
        var enough = new CountDownLatch(random.nextInt(MOST_ANSWERS));
        answers = enough;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            long seed = random.nextLong();
            threads.add(Thread.ofVirtual().start(() -> work(new Random(seed), zip)));
        }
        assertThat(enough.await(2, TimeUnit.MINUTES)).as("answers came").isTrue();
        host().process().destroyForcibly().waitFor();
        for (var thread : threads) thread.join();
    }

    /// Changes something and notes what was acknowledged, until nobody answers.
    private void work(Random dice, String zip) {
        try {
            while (true) {
                switch (dice.nextInt(4)) {
                    case 0 -> create(zip);
                    case 1 -> tag(dice);
                    case 2 -> delete(dice);
                    default -> tell();
                }
            }
        } catch (IOException e) {
            // It was killed.
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void create(String zip) throws IOException, InterruptedException {
        var name = "f" + names.incrementAndGet();
        change(name, "1", () -> send("POST", FUNCTIONS, creation(name, "1", zip)));
    }

    private void tag(Random dice) throws IOException, InterruptedException {
        var name = claim(dice);
        if (name == null) return;
        var tag = Integer.toString(dice.nextInt(1_000_000));
        change(
                name,
                tag,
                () -> send(
                        "POST",
                        "/2017-03-31/tags/arn:aws:lambda:us-east-1:000000000000:function:" + name,
                        "{\"Tags\": {\"t\": \"" + tag + "\"}}"));
    }

    private void delete(Random dice) throws IOException, InterruptedException {
        var name = claim(dice);
        if (name != null) change(name, "gone", () -> send("DELETE", FUNCTIONS + name, ""));
    }

    /// A function that nobody else changes now.
    private @Nullable String claim(Random dice) {
        var there = acknowledged.entrySet().stream()
                .filter(function -> !function.getValue().equals("gone") && !unknown.containsKey(function.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        return there.isEmpty() ? null : there.get(dice.nextInt(there.size()));
    }

    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private void change(String name, String to, Request request) throws IOException, InterruptedException {
        if (unknown.putIfAbsent(name, to) != null) return;
        var answer = request.send();
        if (answer.statusCode() < 300) acknowledged.put(name, to);
        unknown.remove(name);
    }

    private void tell() throws IOException, InterruptedException {
        var id = "e" + names.incrementAndGet();
        var padding = names.get() % 5 == 0 ? "x".repeat(6000) : "";
        var answer = send(
                "POST", FUNCTIONS + "tell/invocations", "\"" + id + padding + "\"", "X-Amz-Invocation-Type", "Event");
        if (answer.statusCode() == 202) accepted.add(id + padding);
    }

    private void check(int kill) throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        for (var name : Set.copyOf(acknowledged.keySet())) checkOne(name, wrong);
        for (var name : Set.copyOf(unknown.keySet())) {
            checkOne(name, wrong);
            unknown.remove(name);
        }
        assertThat(wrong).as("after kill %s", kill).isEmpty();
    }

    private void checkOne(String name, List<String> wrong) throws IOException, InterruptedException {
        var answer = send("GET", FUNCTIONS + name, "");
        var tags = TAG.matcher(answer.body());
        var now = answer.statusCode() == 404 ? "gone" : tags.find() ? tags.group(1) : "created";
        var known = acknowledged.getOrDefault(name, "gone");
        if (now.equals(known)) return;
        boolean half = known.equals("gone") && now.equals("created");
        if (unknown.containsKey(name) && (now.equals(unknown.get(name)) || half)) acknowledged.put(name, now);
        else wrong.add(name + " is " + now + ", not " + known);
    }
}
