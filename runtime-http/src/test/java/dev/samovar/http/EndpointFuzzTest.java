package dev.samovar.http;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that nobody would write get an answer of the contract: no exception of ours, nothing that hangs.
///
/// Every build tries some, which a seed makes up; Jazzer looks for more when it is asked to (see CONTRIBUTING.md).
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class EndpointFuzzTest {
    private static final int MADE_UP = Integer.getInteger("samovar.fuzz", 3000);
    private static final long SEED = Long.getLong("samovar.fuzz.seed", 1);

    private static final List<String> SEEDS = List.of(
            "POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
            "POST /2015-03-31/functions/closed/invocations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
            "GET /2015-03-31/functions/?MaxItems=1&Marker=a HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "DELETE /2015-03-31/functions/none HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "PUT /2017-10-31/functions/echo/concurrency HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "24\r\n{\"ReservedConcurrentExecutions\": 1e3}\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: Logs_20140328.DescribeLogGroups\r\nContent-Length: 2\r\n\r\n{}",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 24\r\n"
                    + "\r\nAction=GetCallerIdentity",
            "POST /a%20b?c=d&c=e HTTP/1.1\r\nHost: %s\r\nCookie: a=b; c=d\r\nContent-Type: text/plain\r\nContent-Length: 57\r\n"
                    + "\r\n{\"statusCode\":\"201\",\"headers\":{\"a\":[1]},\"cookies\":[\"b=c\"]}",
            "\r\n",
            "");

    private static FuzzedFront front;

    @BeforeAll
    static void start() {
        front = new FuzzedFront();
    }

    @AfterAll
    static void stop() {
        front.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Stream<byte[]> seeds() {
        return SEEDS.stream().map(seed -> bytes(seed.replace("%s", front.urlHost())));
    }

    // --- in every build

    @Test
    void answersWhatIsMadeUp() {
        for (var n = 0; n < MADE_UP; n++) {
            var random = new SplittableRandom(SEED + n);
            check(new MadeUpRequest(random::nextInt, () -> text(random), front.urlHost()), n);
        }
    }

    private static void check(MadeUpRequest request, int number) {
        var text = request.connection();
        try {
            front.check(bytes(text));
        } catch (AssertionError e) {
            throw new AssertionError("number " + number + ": " + e.getMessage() + "\n" + text, e);
        }
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (var left = random.nextInt(20); left > 0; left--)
            text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0xD800) : random.nextInt(128));
        return text.toString();
    }

    @Test
    void answersBytesThatWereChanged() {
        var seeds = seeds().toList();
        for (var n = 0; n < MADE_UP; n++) {
            var random = new SplittableRandom(SEED + n);
            var changed = seeds.get(random.nextInt(seeds.size())).clone();
            for (var changes = random.nextInt(4); changes > 0 && changed.length > 0; changes--)
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                front.check(changed);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "number " + n + ": " + e.getMessage() + "\n" + new String(changed, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
    }

    // --- when Jazzer looks

    @MethodSource("seeds")
    @FuzzTest
    void answersAnyBytes(byte[] bytes) {
        front.check(bytes);
    }

    @FuzzTest
    void answersAnyOperation(FuzzedDataProvider data) {
        front.check(bytes(
                new MadeUpRequest(below -> data.consumeInt(0, below - 1), () -> data.consumeString(20), front.urlHost())
                        .connection()));
    }
}
