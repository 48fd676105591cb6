package dev.samovar.cli.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Records of streams: Kinesis's, and the changes of DynamoDB's tables.
///
/// Source: contract of events, "Kinesis / DynamoDB streams".
final class StreamEvents {
    private static final String SEQUENCE = "49590338271490256608559692538361571095921575989136588898";
    private static final String LABEL = "2026-01-01T00:00:00.000";
    private static final Set<String> CHANGES = Set.of("INSERT", "MODIFY", "REMOVE");

    private StreamEvents() {}

    static ObjectNode kinesis(Sample sample) {
        var data = sample.value("--body", "Hello from Kinesis").getBytes(StandardCharsets.UTF_8);
        var event = JsonMapper.shared().createObjectNode();
        var one = event.putArray("Records").addObject();
        one.putObject("kinesis")
                .put("kinesisSchemaVersion", "1.0")
                .put("partitionKey", sample.value("--key", "my-key"))
                .put("sequenceNumber", SEQUENCE)
                .put("data", Base64.getEncoder().encodeToString(data))
                .put(
                        "approximateArrivalTimestamp",
                        BigDecimal.valueOf(sample.time().toEpochMilli(), 3));
        one.put("eventSource", "aws:kinesis");
        one.put("eventVersion", "1.0");
        one.put("eventID", "shardId-000000000000:" + SEQUENCE);
        one.put("eventName", "aws:kinesis:record");
        one.put(
                "invokeIdentityArn",
                "arn:" + sample.account().partition() + ":iam::"
                        + sample.account().id() + ":role/my-role");
        one.put("awsRegion", sample.region());
        one.put("eventSourceARN", sample.arn("kinesis", "stream/" + sample.value("--name", "my-stream")));
        return event;
    }

    static ObjectNode dynamoDb(Sample sample) {
        var change = sample.value("--event-name", "INSERT");
        if (!CHANGES.contains(change))
            throw new IllegalArgumentException("a change of a table is INSERT, MODIFY or REMOVE, not " + change);
        var key = JsonMapper.shared().createObjectNode();
        key.putObject("id").put("S", sample.value("--key", "my-key"));
        var image = key.deepCopy();
        BusEvents.object(sample.value("--body", "{}")).forEachEntry((name, value) -> image.set(name, typed(value)));
        var event = JsonMapper.shared().createObjectNode();
        var one = event.putArray("Records").addObject();
        one.put("eventID", sample.hex(32));
        one.put("eventName", change);
        one.put("eventVersion", "1.1");
        one.put("eventSource", "aws:dynamodb");
        one.put("awsRegion", sample.region());
        var what = one.putObject("dynamodb");
        what.put("ApproximateCreationDateTime", sample.time().getEpochSecond());
        what.set("Keys", key);
        if (!change.equals("REMOVE")) what.set("NewImage", image);
        if (!change.equals("INSERT")) what.set("OldImage", image.deepCopy());
        what.put("SequenceNumber", "111000000000000000000001");
        what.put("SizeBytes", image.toString().length());
        what.put("StreamViewType", "NEW_AND_OLD_IMAGES");
        one.put(
                "eventSourceARN",
                sample.arn("dynamodb", "table/" + sample.value("--name", "my-table") + "/stream/" + LABEL));
        return event;
    }

    /// A value as DynamoDB writes it, with its type.
    private static ObjectNode typed(JsonNode value) {
        var typed = JsonMapper.shared().createObjectNode();
        switch (value.getNodeType()) {
            case NUMBER -> typed.put("N", value.asString());
            case BOOLEAN -> typed.put("BOOL", value.booleanValue());
            case ARRAY -> {
                var list = typed.putArray("L");
                value.forEach(element -> list.add(typed(element)));
            }
            case OBJECT -> {
                var map = typed.putObject("M");
                value.forEachEntry((name, member) -> map.set(name, typed(member)));
            }
            case STRING, BINARY, POJO -> typed.put("S", value.asString());
            case NULL, MISSING -> typed.put("NULL", true);
        }
        return typed;
    }
}
