package dev.samovar.core.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which settings the mappings of a kind of source have.
///
/// Source: AWS Lambda API reference, "CreateEventSourceMapping".
final class EventSourceMembers {
    private static final String ANY =
            "BatchSize EventSourceArn FilterCriteria KMSKeyArn MaximumBatchingWindowInSeconds MetricsConfig";
    private static final String POSITION = "StartingPosition StartingPositionTimestamp";
    private static final String FAILURES = "BisectBatchOnFunctionError DestinationConfig FunctionResponseTypes"
            + " MaximumRecordAgeInSeconds MaximumRetryAttempts";
    private static final String STREAM = "ParallelizationFactor TumblingWindowInSeconds";
    private static final String TOPIC = "LoggingConfig ProvisionedPollerConfig SourceAccessConfigurations Topics";

    private static final Map<EventSourceKind, Set<String>> OF_KIND = Map.of(
            EventSourceKind.SQS,
            of(ANY, "FunctionResponseTypes ProvisionedPollerConfig ScalingConfig"),
            EventSourceKind.KINESIS,
            of(ANY, POSITION, FAILURES, STREAM),
            EventSourceKind.DYNAMODB,
            of(ANY, POSITION, FAILURES, STREAM),
            EventSourceKind.KAFKA,
            of(ANY, POSITION, FAILURES, TOPIC, "AmazonManagedKafkaEventSourceConfig"),
            EventSourceKind.SELF_MANAGED_KAFKA,
            of(ANY, POSITION, FAILURES, TOPIC, "SelfManagedEventSource SelfManagedKafkaEventSourceConfig"),
            EventSourceKind.MQ,
            of(ANY, "Queues SourceAccessConfigurations"),
            EventSourceKind.DOCUMENTDB,
            of(ANY, POSITION, "DocumentDBEventSourceConfig SourceAccessConfigurations"));

    private EventSourceMembers() {}

    private static Set<String> of(String... groups) {
        return Stream.of(groups)
                .flatMap(group -> Stream.of(group.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Refuses what mappings of the kind do not have.
    static void check(EventSourceKind kind, Set<String> said) {
        var allowed = Objects.requireNonNull(OF_KIND.get(kind));
        said.stream()
                .filter(member -> !allowed.contains(member))
                .sorted()
                .findFirst()
                .ifPresent(member -> {
                    throw Refused.invalid("Unsupported " + member + " parameter for given event source mapping type.");
                });
    }
}
