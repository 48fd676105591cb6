package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.cli.endpoint.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `samovar logs` reads over the API of CloudWatch Logs, and how it shows it.
final class LogsCommandTest {
    private static final Instant SINCE = Instant.parse("2026-01-02T03:00:00Z");

    private FakeLogs logs;

    @BeforeEach
    void start() throws IOException {
        logs = new FakeLogs();
    }

    @AfterEach
    void stop() {
        logs.close();
    }

    private static String event(int id, String time, String message) {
        return """
                {"logStreamName": "2026/01/02/[$LATEST]a", "timestamp": %d, "message": "%s", "ingestionTime": 1, "eventId": "%d"}""".formatted(Instant.parse("2026-01-02T" + time + "Z").toEpochMilli(), message, id);
    }

    private static String page(String more, String... events) {
        return "{\"events\": [" + String.join(",", events) + "], \"searchedLogStreams\": []" + more + "}";
    }

    private Ran samovar(String... args) {
        var line = new String[args.length + 2];
        line[0] = "logs";
        System.arraycopy(args, 0, line, 1, args.length);
        line[args.length + 1] = "--endpoint=" + logs.uri();
        return Ran.samovar(line);
    }

    @Test
    void showsAllPagesInTheOrderOfTime() {
        logs.page(
                page(", \"nextToken\": \"more\"", event(1, "03:04:05.006", "START\\n"), event(3, "03:04:08", "late")));
        logs.page(page("", event(2, "03:04:07", "between")));

        var ran = samovar("hello", "--since", "2h");

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .isEqualTo("2026-01-02T03:04:05.006Z START\n2026-01-02T03:04:07.000Z between\n"
                        + "2026-01-02T03:04:08.000Z late\n");
        assertThat(logs.requests.get(0).path("logGroupName").asString()).isEqualTo("/aws/lambda/hello");
        assertThat(logs.requests.get(0).path("startTime").isIntegralNumber()).isTrue();
        assertThat(logs.requests.get(1).path("nextToken").asString()).isEqualTo("more");
    }

    @Test
    void nothingThatAFunctionWroteMovesTheCursorOrBeginsALine() {
        logs.page(page("", event(1, "03:04:05", "one\\ntwo\\u001b[2J")));

        assertThat(samovar("hello").out()).isEqualTo("2026-01-02T03:04:05.000Z one\n  two\\u001b[2J\n");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(samovar("hello").err()).startsWith("samovar: no log events of hello since ");
        logs.refusal(
                "{\"__type\": \"ResourceNotFoundException\", \"message\": \"The specified log group does not exist.\"}");
        assertThat(samovar("/aws/lambda/other").err()).startsWith("samovar: no log events of /aws/lambda/other since ");
        assertThat(logs.requests.getLast().path("logGroupName").asString()).isEqualTo("/aws/lambda/other");
    }

    @Test
    void isRefusedWhatTheEndpointRefuses() {
        logs.refusal("{\"__type\": \"com.amazonaws#InvalidParameterException\", \"message\": \"no\"}");

        var ran = samovar("hello");
        assertThat(ran.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(ran.err()).isEqualTo("samovar: no\n");
        assertThat(samovar("nobody").status()).isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void followsAndShowsEachEventOnce() {
        logs.refusal("{\"__type\": \"ResourceNotFoundException\", \"message\": \"not yet\"}");
        logs.page(page("", event(1, "03:04:05", "one")));
        logs.page(page("", event(1, "03:04:05", "one"), event(3, "03:04:30", "three")));
        logs.page(page("", event(2, "03:04:25", "two came late"), event(3, "03:04:30", "three")));
        var out = new ByteArrayOutputStream();
        var looks = new AtomicInteger();
        var command = new LogsCommand(Endpoint.at(logs.uri()), new Console(out, new ByteArrayOutputStream()), () -> {
            if (looks.incrementAndGet() > 4) throw new InterruptedException("enough");
        });

        assertThatThrownBy(() -> command.run("hello", SINCE, true)).isInstanceOf(InterruptedException.class);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("2026-01-02T03:04:05.000Z one\n2026-01-02T03:04:30.000Z three\n"
                        + "2026-01-02T03:04:25.000Z two came late\n");
        assertThat(logs.requests.stream()
                        .map(it -> Instant.ofEpochMilli(it.path("startTime").asLong())))
                .containsExactly(
                        SINCE,
                        SINCE,
                        Instant.parse("2026-01-02T03:03:55Z"),
                        Instant.parse("2026-01-02T03:04:20Z"),
                        Instant.parse("2026-01-02T03:04:20Z"));
    }

    @Test
    void readsHowLongAgo() {
        var now = Instant.parse("2026-01-02T00:00:00Z");
        assertThat(Ago.before(now, "90s")).isEqualTo("2026-01-01T23:58:30Z");
        assertThat(Ago.before(now, "10m")).isEqualTo("2026-01-01T23:50:00Z");
        assertThat(Ago.before(now, "2h")).isEqualTo("2026-01-01T22:00:00Z");
        assertThat(Ago.before(now, "1d")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(samovar("hello", "--since", "yesterday").err())
                .isEqualTo("samovar: --since is how long ago, such as 90s, 10m, 2h or 1d, not yesterday\n");
    }
}
