package dev.samovar.core.async;

import dev.samovar.api.Event;
import dev.samovar.api.InvocationRequest;
import dev.samovar.core.ledger.ContentRef;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.ledger.Records;
import dev.samovar.core.seam.Nanos;
import dev.samovar.core.seam.Seams;
import dev.samovar.spi.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Events as they are written down. Large ones are in files of their own; that one was begun is noted beside it,
/// so that it is known which may run twice.
final class EventRecords {
    /// Larger events are not held in memory where there is a store.
    private static final int LARGE = 4096;

    /// An event as it is written down, with its times by the clock.
    ///
    /// @param head the request; its event is empty if that is in a file
    /// @param content the digest of the file, or null
    /// @param size how many bytes the event has
    /// @param next when it is tried again, null for at once
    record Written(
            InvocationRequest head,
            @Nullable ContentRef content,
            long size,
            Instant accepted,
            int attempts,
            @Nullable Attempt last,
            @Nullable Instant next) {}

    /// What was found: an event, when it may run, and whether it may have run already without anybody knowing.
    record Found(QueuedEvent event, long at, boolean repeated) {}

    private final Seams seams;
    private final Ledger ledger;
    private final Optional<Store> store;
    private final Records<Written> events;
    private final Records<Integer> begun;

    EventRecords(Seams seams, Ledger ledger) {
        this.seams = seams;
        this.ledger = ledger;
        this.store = ledger.store();
        this.events = ledger.records("event", Written.class);
        this.begun = ledger.records("event-begun", Integer.class);
    }

    /// Whether anything is kept.
    boolean keeps() {
        return store.isPresent();
    }

    /// What was written down before, the oldest first.
    List<Found> found() {
        var attempts = begun.found();
        var all = new ArrayList<Found>();
        events.found().forEach((id, written) -> {
            var event = new QueuedEvent(
                    UUID.fromString(id),
                    written.head(),
                    bodyOf(written),
                    ticks(written.accepted()),
                    written.attempts(),
                    written.last(),
                    true);
            var at = written.next() == null ? Long.MIN_VALUE : ticks(written.next());
            all.add(new Found(event, at, attempts.getOrDefault(id, 0) > written.attempts()));
        });
        all.sort(Comparator.comparingLong(found -> found.event().acceptedAt()));
        return all;
    }

    private Body bodyOf(Written written) {
        if (written.content() == null || store.isEmpty())
            return new Body.InMemory(written.head().event());
        var digest = written.content().sha256();
        return new Body.InFile(store.get().file(digest), digest, written.size());
    }

    /// Writes an event down that is accepted; told when it is durable.
    CompletionStage<QueuedEvent> accept(UUID id, InvocationRequest request, long now) {
        var event = request.event();
        if (store.isEmpty() || event.size() <= LARGE)
            return written(new QueuedEvent(id, without(request), new Body.InMemory(event), now, 0, null, false));
        var done = new CompletableFuture<QueuedEvent>();
        seams.background().execute(() -> {
            try (var content = store.get().keep(new ByteArrayInputStream(event.unsafeBytes()))) {
                var body = new Body.InFile(content.file(), content.sha256(), event.size());
                done.complete(written(new QueuedEvent(id, without(request), body, now, 0, null, false))
                        .toCompletableFuture()
                        .join());
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private static InvocationRequest without(InvocationRequest request) {
        return request.event(Event.EMPTY);
    }

    private CompletionStage<QueuedEvent> written(QueuedEvent event) {
        return write(event, null).thenApply(_ -> event);
    }

    private CompletionStage<@Nullable Void> write(QueuedEvent event, @Nullable Instant next) {
        if (store.isEmpty()) return CompletableFuture.completedFuture(null);
        var head = event.body() instanceof Body.InMemory(var inMemory)
                ? event.head().event(inMemory)
                : event.head();
        var content = event.body() instanceof Body.InFile file ? new ContentRef(file.sha256()) : null;
        var written = new Written(
                head, content, event.body().size(), instant(event.acceptedAt()), event.attempts(), event.last(), next);
        return ledger.writeSoon(events.putting(event.id().toString(), written));
    }

    /// Notes that an attempt begins. Whether that is durable matters little, so nobody waits.
    void begin(QueuedEvent event) {
        var _ = ledger.writeSoon(begun.putting(event.id().toString(), event.attempts() + 1));
    }

    /// Notes that the attempt that was begun was none.
    void unbegin(QueuedEvent event) {
        var _ = ledger.writeSoon(begun.removing(event.id().toString()));
    }

    /// Notes that it waits for another attempt.
    void later(QueuedEvent event, long at) {
        var _ = write(event, instant(at));
    }

    /// Forgets an event that is done.
    void remove(QueuedEvent event) {
        var id = event.id().toString();
        var changes = new ArrayList<>(events.removing(id));
        changes.addAll(begun.removing(id));
        var _ = ledger.writeSoon(changes);
    }

    private Instant instant(long ticks) {
        return seams.clock().instant().plusNanos(ticks - seams.ticker().getAsLong());
    }

    private long ticks(Instant at) {
        return seams.ticker().getAsLong()
                + Nanos.of(Duration.between(seams.clock().instant(), at));
    }
}
