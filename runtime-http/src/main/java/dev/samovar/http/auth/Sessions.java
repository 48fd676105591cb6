package dev.samovar.http.auth;

import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.CredentialsSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that STS of this endpoint handed out and that have not ended. They are in memory: an endpoint that is
/// started again knows none of before. Of very many those that end first go. Safe for use by several threads.
public final class Sessions implements CredentialsSource {
    private record Session(Credentials credentials, Instant end) {}

    private static final int MOST = 10_000;

    private final TemporaryKeys keys = new TemporaryKeys();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// None so far.
    public Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /// Makes keys for a caller that hold until then.
    public synchronized Credentials begin(Caller caller, Instant end) {
        if (byId.size() >= MOST) makeRoom();
        var made = keys.make(caller);
        byId.put(made.accessKeyId(), new Session(made, end));
        return made;
    }

    private void makeRoom() {
        var now = clock.instant();
        if (byId.values().removeIf(session -> !session.end().isAfter(now))) return;
        byId.entrySet().stream()
                .min(Comparator.comparing(session -> session.getValue().end()))
                .ifPresent(first -> byId.remove(first.getKey()));
    }

    @Override
    public Optional<Credentials> find(String accessKeyId) {
        var session = byId.get(accessKeyId);
        return session != null && session.end().isAfter(clock.instant())
                ? Optional.of(session.credentials())
                : Optional.empty();
    }
}
