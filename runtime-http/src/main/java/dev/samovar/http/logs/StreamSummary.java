package dev.samovar.http.logs;

import dev.samovar.spi.LogStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a list says of a stream.
///
/// @param first when its first event happened, if it has any
/// @param last when its last event happened
/// @param ingested when the last of its events came
record StreamSummary(String name, long created, boolean isEmpty, long first, long last, long ingested) {

    static StreamSummary of(LogStore store, String group, String name) {
        var created = store.createdMillis(group, name).orElse(0);
        var events = store.events(group, name);
        var first = Long.MAX_VALUE;
        var last = Long.MIN_VALUE;
        var ingested = Long.MIN_VALUE;
        for (var event : events) {
            first = Math.min(first, event.timestampMillis());
            last = Math.max(last, event.timestampMillis());
            ingested = Math.max(ingested, event.ingestedMillis());
        }
        return new StreamSummary(name, created, events.isEmpty(), first, last, ingested);
    }

    /// What it is ordered by, by time.
    long order() {
        return isEmpty ? created : last;
    }

    JsonNode json(String groupArn) {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("logStreamName", name)
                .put("creationTime", created)
                .put("arn", groupArn + ":log-stream:" + name)
                .put("storedBytes", 0);
        if (!isEmpty)
            json.put("firstEventTimestamp", first)
                    .put("lastEventTimestamp", last)
                    .put("lastIngestionTime", ingested);
        return json;
    }
}
