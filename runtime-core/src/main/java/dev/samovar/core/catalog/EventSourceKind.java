package dev.samovar.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an event source is, what its mappings may say, and what they say by default.
///
/// Source: contract of events, "Event source mapping (ESM) API".
enum EventSourceKind {
    SQS(":sqs:", 10),
    KINESIS(":kinesis:", 100),
    DYNAMODB(":dynamodb:", 100),
    KAFKA(":kafka:", 100),
    MQ(":mq:", 100),
    DOCUMENTDB(":rds:", 100),
    SELF_MANAGED_KAFKA("", 100);

    private static final int LARGEST_FIFO_BATCH = 10;
    private static final int LARGEST_BATCH_WITHOUT_WINDOW = 10;
    private static final int MOST_FILTERS = 10;
    private static final int FOR_EVER = -1;
    private static final int LEAST_AGE = 60;
    private static final int MOST_AGE = 604_800;

    private final String service;
    private final int batch;

    EventSourceKind(String service, int batch) {
        this.service = service;
        this.batch = batch;
    }

    /// The kind of a source.
    static EventSourceKind of(Map<String, Object> settings) {
        var arn = (String) settings.get("EventSourceArn");
        if (arn == null && settings.containsKey("SelfManagedEventSource")) return SELF_MANAGED_KAFKA;
        for (var kind : values()) if (arn != null && !kind.service.isEmpty() && arn.contains(kind.service)) return kind;
        throw Refused.invalid("Unrecognized event source.");
    }

    boolean isStream() {
        return this == KINESIS || this == DYNAMODB;
    }

    boolean isKafka() {
        return this == KAFKA || this == SELF_MANAGED_KAFKA;
    }

    /// The setting that says in which group a topic is read.
    String group() {
        return this == KAFKA ? "AmazonManagedKafkaEventSourceConfig" : "SelfManagedKafkaEventSourceConfig";
    }

    /// What holds where nothing is said.
    Map<String, Object> defaults() {
        var defaults = new HashMap<String, Object>();
        defaults.put("BatchSize", batch);
        defaults.put("FunctionResponseTypes", List.of());
        if (this == SQS || isStream()) defaults.put("MaximumBatchingWindowInSeconds", 0);
        if (isKafka()) defaults.put("StartingPosition", "TRIM_HORIZON");
        if (isStream()) {
            defaults.put("ParallelizationFactor", 1);
            defaults.put("BisectBatchOnFunctionError", false);
            defaults.put("MaximumRetryAttempts", -1);
            defaults.put("MaximumRecordAgeInSeconds", -1);
            defaults.put("TumblingWindowInSeconds", 0);
            defaults.put("DestinationConfig", Map.of("OnFailure", Map.of()));
        }
        return defaults;
    }

    /// Refuses what does not go together.
    void check(Map<String, Object> settings) {
        if (this == SQS) checkQueue(settings);
        if (isStream() && !settings.containsKey("StartingPosition"))
            throw Refused.of(
                    400,
                    "InvalidParameterValueException",
                    "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member"
                            + " must not be null.");
        if (this == DYNAMODB && "AT_TIMESTAMP".equals(settings.get("StartingPosition")))
            throw Refused.invalid("Unsupported starting position for arn type: " + settings.get("EventSourceArn"));
        if ("AT_TIMESTAMP".equals(settings.get("StartingPosition"))
                && !settings.containsKey("StartingPositionTimestamp"))
            throw Refused.invalid("StartingPosition AT_TIMESTAMP needs a StartingPositionTimestamp.");
        if (settings.containsKey("MaximumRecordAgeInSeconds"))
            checkAge(number(settings.get("MaximumRecordAgeInSeconds")));
        if (settings.get("FilterCriteria") instanceof Map<?, ?> criteria
                && criteria.get("Filters") instanceof List<?> filters
                && filters.size() > MOST_FILTERS)
            throw Refused.invalid(
                    "An event source mapping has at most " + MOST_FILTERS + " filters, not " + filters.size() + ".");
    }

    private static void checkAge(int seconds) {
        if (seconds != FOR_EVER && (seconds < LEAST_AGE || seconds > MOST_AGE))
            throw Refused.invalid("MaximumRecordAgeInSeconds is " + FOR_EVER + " or lies between " + LEAST_AGE + " and "
                    + MOST_AGE + ".");
    }

    private static void checkQueue(Map<String, Object> settings) {
        var batch = number(settings.get("BatchSize"));
        var fifo = String.valueOf(settings.get("EventSourceArn")).endsWith(".fifo");
        if (fifo && number(settings.get("MaximumBatchingWindowInSeconds")) > 0)
            throw Refused.invalid("Batching window is not supported for FIFO queues");
        if (fifo && batch > LARGEST_FIFO_BATCH)
            throw Refused.invalid("Batch size must be at most " + LARGEST_FIFO_BATCH + " for FIFO queues.");
        if (batch > LARGEST_BATCH_WITHOUT_WINDOW && number(settings.get("MaximumBatchingWindowInSeconds")) < 1)
            throw Refused.invalid(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}
