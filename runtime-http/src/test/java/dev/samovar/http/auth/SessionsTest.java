package dev.samovar.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.Caller;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The keys that STS handed out.
///
/// Source: AWS STS API reference, "GetSessionToken", `DurationSeconds`.
final class SessionsTest {
    private static final Caller ROOT = Caller.root("000000000000");
    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

    private Instant now = START;
    private final Sessions sessions = new Sessions(() -> now);

    @Test
    void keysHoldUntilTheirEnd() {
        var keys = sessions.begin(ROOT, START.plusSeconds(900));

        now = START.plusSeconds(899);
        assertThat(sessions.find(keys.accessKeyId())).contains(keys);
        now = START.plusSeconds(900);
        assertThat(sessions.find(keys.accessKeyId())).isEmpty();
    }

    @Test
    void ofVeryManyThoseThatEndFirstGo() {
        var first = sessions.begin(ROOT, START.plusSeconds(900));
        var second = sessions.begin(ROOT, START.plusSeconds(901));
        IntStream.range(0, 9_999).forEach(i -> sessions.begin(ROOT, START.plusSeconds(2_000)));

        assertThat(sessions.find(first.accessKeyId())).isEmpty();
        assertThat(sessions.find(second.accessKeyId())).contains(second);
    }
}
