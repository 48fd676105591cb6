package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.cli.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `samovar event` prints what the services send.
final class EventCommandTest {

    private static JsonNode event(String... args) {
        var line = new String[args.length + 1];
        line[0] = "event";
        System.arraycopy(args, 0, line, 1, args.length);
        var ran = Ran.samovar(line);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        return JsonMapper.shared().readTree(ran.out());
    }

    private static JsonNode only(JsonNode event) {
        assertThat(event.propertyNames()).containsExactly("Records");
        assertThat(event.get("Records")).hasSize(1);
        return event.get("Records").get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqs",
                "sns",
                "s3",
                "apigateway",
                "apigateway-v2",
                "function-url",
                "alb",
                "schedule",
                "eventbridge",
                "dynamodb",
                "kinesis"
            })
    void everyKindIsJsonAndInTheHelp(String kind) {
        assertThat(event(kind).isObject()).isTrue();
        assertThat(Ran.samovar("event", "--help").out()).contains("\n" + kind + " ");
    }

    @Test
    void theHelpSaysWhichOptionsEachKindTakes() {
        assertThat(EventCommand.KINDS.lines())
                .containsExactlyElementsOf(Arrays.stream(EventKind.values())
                        .map(kind ->
                                "%-14s %s: %s".formatted(kind.word(), kind.what(), String.join(" ", kind.options())))
                        .toList());
    }

    @Test
    void aQueuesMessageHasTheDigestOfItsBody() {
        var message = only(event("sqs", "--body", "hello", "--name", "orders", "--region", "eu-west-1"));

        assertThat(message.propertyNames())
                .containsExactly(
                        "messageId",
                        "receiptHandle",
                        "body",
                        "attributes",
                        "messageAttributes",
                        "md5OfBody",
                        "eventSource",
                        "eventSourceARN",
                        "awsRegion");
        assertThat(message.get("body").asString()).isEqualTo("hello");
        assertThat(message.get("md5OfBody").asString()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(message.get("eventSourceARN").asString()).isEqualTo("arn:aws:sqs:eu-west-1:000000000000:orders");
        assertThat(message.get("attributes").propertyNames())
                .containsExactly(
                        "ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
    }

    @Test
    void aFifoQueuesMessageHasAGroup() {
        assertThat(only(event("sqs", "--name", "orders.fifo")).get("attributes").propertyNames())
                .contains("SequenceNumber", "MessageGroupId", "MessageDeduplicationId");
    }

    @Test
    void anObjectsKeyIsEncoded() {
        var made = only(event("s3", "--bucket", "photos", "--key", "a b/ü.png"));
        assertThat(made.at("/s3/bucket/arn").asString()).isEqualTo("arn:aws:s3:::photos");
        assertThat(made.at("/s3/object/key").asString()).isEqualTo("a+b/%C3%BC.png");
        assertThat(made.at("/s3/object/size").isNumber()).isTrue();

        var removed = only(event("s3", "--event-name", "s3:ObjectRemoved:Delete"));
        assertThat(removed.get("eventName").asString()).isEqualTo("ObjectRemoved:Delete");
        assertThat(removed.at("/s3/object").propertyNames()).containsExactly("key", "sequencer");
    }

    @Test
    void aTopicsMessageSpellsItsUrlsAsLambdaDoes() {
        var notice = only(event("sns", "--body", "hello"));

        assertThat(notice.get("EventSource").asString()).isEqualTo("aws:sns");
        assertThat(notice.get("Sns").propertyNames())
                .contains("SigningCertUrl", "UnsubscribeUrl", "Message", "MessageAttributes");
        assertThat(notice.at("/Sns/Subject").isNull()).isTrue();
        assertThat(only(event("sns", "--subject", "tea")).at("/Sns/Subject").asString())
                .isEqualTo("tea");
    }

    @Test
    void aRequestToARestApiHasNullsForWhatIsMissing() {
        var request = event("apigateway");

        for (var name : new String[] {"queryStringParameters", "pathParameters", "stageVariables", "body"})
            assertThat(request.get(name).isNull()).as(name).isTrue();
        var full = event("apigateway", "--method=POST", "--path=/a/b", "--body={}", "--query=x=1", "--header=X-Y=z");
        assertThat(full.get("httpMethod").asString()).isEqualTo("POST");
        assertThat(full.at("/pathParameters/proxy").asString()).isEqualTo("a/b");
        assertThat(full.at("/multiValueQueryStringParameters/x/0").asString()).isEqualTo("1");
        assertThat(full.at("/headers/X-Y").asString()).isEqualTo("z");
        assertThat(full.at("/requestContext/path").asString()).isEqualTo("/prod/a/b");
    }

    @Test
    void aRequestToAnHttpApiLeavesOutWhatIsMissing() {
        var request = event("apigateway-v2", "--header=X-Y=z");

        assertThat(request.propertyNames())
                .containsExactly(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "headers",
                        "requestContext",
                        "isBase64Encoded");
        assertThat(request.at("/headers/x-y").asString()).isEqualTo("z");
        assertThat(event("function-url", "--query=a=b c").get("rawQueryString").asString())
                .isEqualTo("a=b%20c");
        assertThat(event("function-url").at("/requestContext/accountId").asString())
                .isEqualTo("anonymous");
    }

    @Test
    void aScheduleNamesItsRuleAndTheSecond() {
        var event = event("schedule", "--name=nightly");

        assertThat(event.get("detail-type").asString()).isEqualTo("Scheduled Event");
        assertThat(event.get("source").asString()).isEqualTo("aws.events");
        assertThat(event.at("/resources/0").asString()).isEqualTo("arn:aws:events:us-east-1:000000000000:rule/nightly");
        assertThat(event.get("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(event.get("detail")).isEmpty();
    }

    @Test
    void anItemIsWrittenInTheTypesOfItsTable() {
        var one = only(event("dynamodb", "--key=7", "--body={\"n\":1.50,\"on\":true,\"tags\":[\"a\"],\"none\":null}"));

        assertThat(one.get("eventName").asString()).isEqualTo("INSERT");
        assertThat(one.at("/dynamodb/Keys").toString()).isEqualTo("{\"id\":{\"S\":\"7\"}}");
        assertThat(one.at("/dynamodb/NewImage").toString())
                .isEqualTo("{\"id\":{\"S\":\"7\"},\"n\":{\"N\":\"1.5\"},\"on\":{\"BOOL\":true},"
                        + "\"tags\":{\"L\":[{\"S\":\"a\"}]},\"none\":{\"NULL\":true}}");
        assertThat(only(event("dynamodb", "--event-name=REMOVE"))
                        .get("dynamodb")
                        .propertyNames())
                .contains("OldImage")
                .doesNotContain("NewImage");
    }

    @Test
    void theDataOfAStreamsRecordIsBase64() {
        var one = only(event("kinesis", "--body=hello", "--key=k", "--name=clicks"));

        assertThat(new String(Base64.getDecoder().decode(one.at("/kinesis/data").asString()), StandardCharsets.UTF_8))
                .isEqualTo("hello");
        assertThat(one.get("eventSourceARN").asString())
                .isEqualTo("arn:aws:kinesis:us-east-1:000000000000:stream/clicks");
        assertThat(one.get("eventID").asString())
                .isEqualTo("shardId-000000000000:"
                        + one.at("/kinesis/sequenceNumber").asString());
    }

    @Test
    void saysWhichOptionsAKindTakes() {
        assertWrongUse(
                Ran.samovar("event", "sqs", "--bucket", "b"),
                "--bucket says nothing about an event of sqs, which takes --body, --name");
        assertWrongUse(
                Ran.samovar("event", "eventbridge", "--body", "hello"),
                "the body is an object of JSON here, such as {\"name\":\"tea\"}");
        assertThat(Ran.samovar("event", "tea").err()).startsWith("samovar: there is no event 'tea'; there are: sqs, ");
    }

    private static void assertWrongUse(Ran ran, String sentence) {
        assertThat(ran.err()).isEqualTo("samovar: " + sentence + "\n");
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
    }
}
