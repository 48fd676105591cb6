package dev.samovar.http.logs;

import dev.samovar.http.shape.Input;
import dev.samovar.spi.LogStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Events that a client puts into a stream: a batch in the order of time. Those that are too old or too new are left
/// out, and the answer says which.
final class PutOperation {
    private static final long MOST_BYTES = 1 << 20;
    private static final long LONGEST_SPAN = Duration.ofDays(1).toMillis();
    private static final long OLDEST = Duration.ofDays(14).toMillis();
    private static final long NEWEST = Duration.ofHours(2).toMillis();

    private final LogStore store;
    private final LogTargets targets;
    private final InstantSource clock;

    PutOperation(LogStore store, LogTargets targets, InstantSource clock) {
        this.store = store;
        this.targets = targets;
        this.clock = clock;
    }

    void addTo(Map<String, LogsApi.Action> actions) {
        actions.put("PutLogEvents", this::put);
    }

    private JsonNode put(Input input) {
        var now = clock.millis();
        var group = targets.existing(input.text("logGroupName"));
        var stream = targets.stream(group.name(), input.text("logStreamName"));
        var events = input.structures("logEvents").stream()
                .map(event -> new PutEvent(event.time("timestamp").orElseThrow(), now, event.text("message")))
                .toList();
        check(events);
        var retention = group.retention();
        var tooOld = countBefore(events, now - OLDEST);
        var expired = retention == null ? 0 : countBefore(events, now - retention.toMillis());
        var tooNew = countBefore(events, now + NEWEST + 1);
        var from = Math.max(tooOld, expired);
        if (from < tooNew) store.put(group.name(), stream, events.subList(from, tooNew));
        var json = JsonMapper.shared().createObjectNode();
        json.put("nextSequenceToken", "49%054d".formatted(now));
        var rejected = rejected(events.size(), tooOld, expired, tooNew);
        if (rejected != null) json.set("rejectedLogEventsInfo", rejected);
        return json;
    }

    private static void check(List<PutEvent> events) {
        var bytes = 0L;
        for (var i = 0; i < events.size(); i++) {
            bytes += FoundEvent.bytes(events.get(i).message());
            if (i > 0 && events.get(i).timestampMillis() < events.get(i - 1).timestampMillis())
                throw LogTargets.invalid("Log events in a single PutLogEvents request must be in chronological order.");
        }
        if (bytes > MOST_BYTES)
            throw LogTargets.invalid("Upload too large: " + bytes + " bytes exceeds limit of " + MOST_BYTES);
        if (events.getLast().timestampMillis() - events.getFirst().timestampMillis() > LONGEST_SPAN)
            throw LogTargets.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
    }

    /// How many events, from the first, happened before a time.
    private static int countBefore(List<PutEvent> events, long millis) {
        return (int) events.stream()
                .takeWhile(event -> event.timestampMillis() < millis)
                .count();
    }

    private static @Nullable ObjectNode rejected(int all, int tooOld, int expired, int tooNew) {
        if (tooOld == 0 && expired == 0 && tooNew == all) return null;
        var json = JsonMapper.shared().createObjectNode();
        if (tooNew < all) json.put("tooNewLogEventStartIndex", tooNew);
        if (tooOld > 0) json.put("tooOldLogEventEndIndex", tooOld);
        if (expired > 0) json.put("expiredLogEventEndIndex", expired);
        return json;
    }
}
