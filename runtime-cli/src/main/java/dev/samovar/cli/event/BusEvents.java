package dev.samovar.cli.event;

import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Events of EventBridge, and of its schedules.
///
/// Source: contract of events, "EventBridge".
final class BusEvents {
    private BusEvents() {}

    static ObjectNode schedule(Sample sample) {
        var event = envelope(sample, "Scheduled Event", "aws.events");
        event.putArray("resources").add(sample.arn("events", "rule/" + sample.value("--name", "my-schedule")));
        event.putObject("detail");
        return event;
    }

    static ObjectNode event(Sample sample) {
        var event = envelope(
                sample, sample.value("--detail-type", "my-detail-type"), sample.value("--source", "my.source"));
        event.putArray("resources");
        event.set("detail", object(sample.value("--body", "{}")));
        return event;
    }

    private static ObjectNode envelope(Sample sample, String detailType, String source) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("version", "0")
                .put("id", sample.id())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", sample.account().id())
                .put("time", sample.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", sample.region());
    }

    static JsonNode object(String text) {
        try {
            var json = JsonMapper.shared().readTree(text);
            if (json.isObject()) return json;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is an object of JSON here, such as {\"name\":\"tea\"}", e);
        }
        throw new IllegalArgumentException("the body is an object of JSON here, such as {\"name\":\"tea\"}");
    }
}
