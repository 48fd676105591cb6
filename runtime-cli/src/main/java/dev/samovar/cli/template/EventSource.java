package dev.samovar.cli.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An event of SAM's that Lambda itself reads from, as the event source mapping that SAM makes of it.
///
/// Source: AWS SAM developer guide, "EventSource".
final class EventSource {
    /// By type, the member that names the source.
    private static final Map<String, String> SOURCES = Map.of(
            "SQS",
            "Queue",
            "Kinesis",
            "Stream",
            "DynamoDB",
            "Stream",
            "MSK",
            "Stream",
            "MQ",
            "Broker",
            "DocumentDB",
            "Cluster");

    private static final Set<String> DOCUMENTS = Set.of("DatabaseName", "CollectionName", "FullDocument");

    private EventSource() {}

    /// The mapping, without its function, or null if events of this type come from elsewhere.
    static @Nullable ObjectNode mapping(String type, JsonNode properties) {
        var source = SOURCES.get(type);
        if (source == null) return null;
        var mapping = JsonNodeFactory.instance.objectNode();
        properties.forEachEntry((name, value) -> {
            if (name.equals(source)) mapping.set("EventSourceArn", value);
            else if (type.equals("DocumentDB") && DOCUMENTS.contains(name))
                mapping.withObjectProperty("DocumentDBEventSourceConfig").set(name, value);
            else mapping.set(name, value);
        });
        return mapping;
    }
}
