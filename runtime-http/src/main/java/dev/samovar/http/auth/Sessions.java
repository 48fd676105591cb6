package dev.samovar.http.auth;

import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.CredentialsSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that STS of this endpoint handed out and that have not ended. They are in memory: an endpoint that is
/// started again knows none of before. Safe for use by several threads.
public final class Sessions implements CredentialsSource {
    private record Session(Credentials credentials, Instant end) {}

    private final TemporaryKeys keys = new TemporaryKeys();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// None so far.
    public Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /// Makes keys for a caller that hold until then.
    public Credentials begin(Caller caller, Instant end) {
        var now = clock.instant();
        byId.values().removeIf(session -> !session.end().isAfter(now));
        var made = keys.make(caller);
        byId.put(made.accessKeyId(), new Session(made, end));
        return made;
    }

    @Override
    public Optional<Credentials> find(String accessKeyId) {
        var session = byId.get(accessKeyId);
        return session != null && session.end().isAfter(clock.instant())
                ? Optional.of(session.credentials())
                : Optional.empty();
    }
}
