package dev.samovar.http.logs;

import dev.samovar.http.shape.Input;
import dev.samovar.spi.LogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The events of a stream, a page at a time, forwards or backwards. A page always begins and ends with a token;
/// a token that comes back as it was sent says that there is nothing more in its direction, yet.
final class GetOperation {
    private static final int MOST_EVENTS = 10_000;
    private static final long MOST_BYTES = 1 << 20;

    private final LogStore store;
    private final LogTargets targets;

    GetOperation(LogStore store, LogTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    void addTo(Map<String, LogsApi.Action> actions) {
        actions.put("GetLogEvents", this::get);
    }

    private JsonNode get(Input input) {
        var group = targets.group(input);
        var stream = targets.stream(group, input.text("logStreamName"));
        var since = input.time("startTime").orElse(Long.MIN_VALUE);
        var until = input.time("endTime").orElse(Long.MAX_VALUE);
        var token = input.has("nextToken") ? PageToken.parse(input.text("nextToken"), stream) : null;
        var events = FoundEvent.of(store, group, stream)
                .filter(found -> found.event().timestampMillis() >= since)
                .filter(found -> found.event().timestampMillis() < until)
                .filter(found -> token == null || token.admits(found.place()))
                .sorted(FoundEvent.OLDEST_FIRST)
                .toList();
        var forwards = token == null ? input.flag("startFromHead") : token.forwards();
        var most = input.number("limit").orElse(MOST_EVENTS);
        return page(
                forwards ? first(events, most) : first(events.reversed(), most).reversed(), token, stream);
    }

    private static List<FoundEvent> first(List<FoundEvent> events, int most) {
        var page = new ArrayList<FoundEvent>();
        var bytes = 0L;
        for (var found : events) {
            bytes += FoundEvent.bytes(found.event().message());
            if (page.size() == most || (bytes > MOST_BYTES && !page.isEmpty())) break;
            page.add(found);
        }
        return page;
    }

    private static JsonNode page(List<FoundEvent> events, @Nullable PageToken token, String stream) {
        var begin = token == null ? PageToken.atHead(stream) : token;
        var json = JsonMapper.shared().createObjectNode();
        var array = json.putArray("events");
        events.forEach(found -> array.add(found.json()));
        json.put(
                "nextForwardToken",
                (events.isEmpty()
                                ? begin.turned(true)
                                : PageToken.after(events.getLast().place()))
                        .toString());
        json.put(
                "nextBackwardToken",
                (events.isEmpty()
                                ? begin.turned(false)
                                : PageToken.before(events.getFirst().place()))
                        .toString());
        return json;
    }
}
