package dev.samovar.cli.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A source of events, and how its events look.
public enum EventKind {
    SQS("sqs", "a message of a queue", "--body --name"),
    SNS("sns", "a message of a topic", "--body --subject --name"),
    S3("s3", "an object of a bucket", "--bucket --key --event-name"),
    APIGATEWAY("apigateway", "a request to a REST API", "--body --method --path --header --query"),
    APIGATEWAY_V2(
            "apigateway-v2", "a request to an HTTP API, payload format 2.0", "--body --method --path --header --query"),
    FUNCTION_URL("function-url", "a request to a function URL", "--body --method --path --header --query"),
    ALB("alb", "a request to a load balancer", "--body --method --path --header --query"),
    SCHEDULE("schedule", "a schedule of EventBridge", "--name"),
    EVENTBRIDGE("eventbridge", "an event of a bus", "--body --source --detail-type"),
    DYNAMODB("dynamodb", "a change of a table", "--body --key --name --event-name"),
    KINESIS("kinesis", "a record of a stream", "--body --key --name");

    private final String word;
    private final String what;
    private final String options;

    EventKind(String word, String what, String options) {
        this.word = word;
        this.what = what;
        this.options = options;
    }

    /// The kind that a word names.
    public static Optional<EventKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /// How the command line names it.
    public String word() {
        return word;
    }

    /// What one of its events tells of.
    public String what() {
        return what;
    }

    /// The options that have something to say about it.
    public List<String> options() {
        return List.of(options.split(" ", -1));
    }

    /// An event of this kind.
    ///
    /// @throws IllegalArgumentException if a value is none for it
    public ObjectNode event(Sample sample) {
        return switch (this) {
            case SQS -> QueueEvents.sqs(sample);
            case SNS -> QueueEvents.sns(sample);
            case S3 -> BucketEvents.s3(sample);
            case APIGATEWAY -> GatewayEvents.rest(sample);
            case APIGATEWAY_V2 -> GatewayEvents.http(sample);
            case FUNCTION_URL -> GatewayEvents.functionUrl(sample);
            case ALB -> GatewayEvents.loadBalancer(sample);
            case SCHEDULE -> BusEvents.schedule(sample);
            case EVENTBRIDGE -> BusEvents.event(sample);
            case DYNAMODB -> StreamEvents.dynamoDb(sample);
            case KINESIS -> StreamEvents.kinesis(sample);
        };
    }
}
