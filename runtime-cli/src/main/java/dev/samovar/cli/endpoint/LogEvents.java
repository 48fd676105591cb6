package dev.samovar.cli.endpoint;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The events of a log group, read over the API of CloudWatch Logs: each once, though new ones come meanwhile.
///
/// Events of several streams come late and out of order, so that each look begins a while before the last event that
/// was seen, and leaves out what was seen.
///
/// Source: Amazon CloudWatch Logs API reference, "FilterLogEvents".
public final class LogEvents {
    private static final long LATE_MILLIS = 10_000;
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "Logs_20140328.FilterLogEvents");

    private static final Set<Integer> UNHELD = Set.of(404, 501);

    private final Endpoint endpoint;
    private final String group;
    private final long since;
    private final Map<String, Long> seen = new HashMap<>();
    private long newest;

    /// @param since when the first event is that is read
    public LogEvents(Endpoint endpoint, String group, Instant since) {
        this.endpoint = endpoint;
        this.group = group;
        this.since = Math.max(0, since.toEpochMilli());
    }

    /// An event.
    ///
    /// @param time when it was written
    /// @param message what was written
    public record Event(Instant time, String message) {}

    /// The events that were not read before, in the order of their times.
    public List<Event> next() {
        long start = Math.max(since, newest - LATE_MILLIS);
        var events = new ArrayList<Event>();
        for (var event : all(start)) {
            long time = event.path("timestamp").asLong(0);
            var id = event.path("logStreamName").asString("") + "/"
                    + event.path("eventId").asString("");
            if (seen.putIfAbsent(id, time) != null) continue;
            newest = Math.max(newest, time);
            events.add(
                    new Event(Instant.ofEpochMilli(time), event.path("message").asString("")));
        }
        seen.values().removeIf(time -> time < newest - LATE_MILLIS);
        events.sort(Comparator.comparing(Event::time));
        return events;
    }

    private List<JsonNode> all(long start) {
        var all = new ArrayList<JsonNode>();
        var token = "";
        do {
            var page = page(start, token);
            page.path("events").forEach(all::add);
            var next = page.path("nextToken").asString("");
            token = next.equals(token) ? "" : next;
        } while (!token.isEmpty());
        return all;
    }

    private JsonNode page(long start, String token) {
        var body = JsonMapper.shared().createObjectNode();
        body.put("logGroupName", group);
        body.put("startTime", start);
        if (!token.isEmpty()) body.put("nextToken", token);
        try {
            var answer = endpoint.exchange("POST", "/", HEADERS, body.toString().getBytes(StandardCharsets.UTF_8));
            return JsonMapper.shared().readTree(answer.body());
        } catch (RequestRefusedException e) {
            // A group is made when something is written to it.
            if (e.refusal().code().equals("ResourceNotFoundException")) return body.missingNode();
            if (UNHELD.contains(e.refusal().status()))
                throw new RequestRefusedException(Refusal.of(
                        e.refusal().status(),
                        e.refusal().code(),
                        "the endpoint does not hold the API of CloudWatch Logs"));
            throw e;
        }
    }
}
