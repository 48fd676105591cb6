package dev.samovar.http.logs;

import dev.samovar.http.logs.filter.FilterPattern;
import dev.samovar.http.shape.Input;
import dev.samovar.spi.LogStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The events of a group's streams that a pattern means, in the order of their times.
final class FilterOperation {
    private static final int MOST_EVENTS = 10_000;
    private static final long MOST_BYTES = 1 << 20;

    /// The earliest start of a search that begins with the latest event.
    private static final long EARLIEST_BACKWARDS =
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private final LogStore store;
    private final LogTargets targets;

    FilterOperation(LogStore store, LogTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    void addTo(Map<String, LogsApi.Action> actions) {
        actions.put("FilterLogEvents", this::filter);
    }

    private JsonNode filter(Input input) {
        var group = targets.group(input);
        var pattern = pattern(input);
        var backwards = input.has("startFromHead") && !input.flag("startFromHead");
        var since = input.time("startTime").orElse(0);
        var until = input.time("endTime").orElse(Long.MAX_VALUE);
        if (backwards && since < EARLIEST_BACKWARDS)
            throw LogTargets.invalid(
                    "startFromHead can be false only if startTime is on or after Jan 1, 2024 00:00:00 UTC.");
        if (since > until) throw LogTargets.invalid("End time should be greater than or equal to start time.");
        var last = input.has("nextToken") ? EventPlace.of(input.text("nextToken")) : null;
        var order = backwards ? FoundEvent.OLDEST_FIRST.reversed() : FoundEvent.OLDEST_FIRST;
        var events = streams(group, input).stream()
                .flatMap(stream -> FoundEvent.of(store, group, stream))
                .filter(found -> found.event().timestampMillis() >= since)
                .filter(found -> found.event().timestampMillis() <= until)
                .filter(found -> last == null || found.place().compareTo(last) > 0 != backwards)
                .filter(found -> last == null || !found.place().equals(last))
                .sorted(order)
                .toList();
        return page(events, pattern, input.number("limit").orElse(MOST_EVENTS));
    }

    private static FilterPattern pattern(Input input) {
        try {
            return FilterPattern.parse(input.optional("filterPattern").orElse(""));
        } catch (IllegalArgumentException e) {
            throw LogTargets.invalid("Invalid filter pattern: " + e.getMessage());
        }
    }

    private List<String> streams(String group, Input input) {
        if (input.has("logStreamNames") && input.has("logStreamNamePrefix"))
            throw LogTargets.invalid("Specify either logStreamNames or logStreamNamePrefix, but not both.");
        if (input.has("logStreamNames"))
            return input.list("logStreamNames").stream()
                    .distinct()
                    .map(name -> targets.stream(group, name))
                    .toList();
        var prefix = input.optional("logStreamNamePrefix").orElse("");
        return store.streams(group).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private static JsonNode page(List<FoundEvent> events, FilterPattern pattern, int most) {
        var json = JsonMapper.shared().createObjectNode();
        var array = json.putArray("events");
        json.putArray("searchedLogStreams");
        var bytes = 0L;
        EventPlace previous = null;
        for (var found : events) {
            var message = found.event().message();
            if (pattern.matches(message)) {
                bytes += FoundEvent.bytes(message);
                if (previous != null && (array.size() == most || bytes > MOST_BYTES)) {
                    json.put("nextToken", previous.token());
                    break;
                }
                array.add(found.json()
                        .put("logStreamName", found.place().stream())
                        .put("eventId", found.place().id()));
            }
            previous = found.place();
        }
        return json;
    }
}
