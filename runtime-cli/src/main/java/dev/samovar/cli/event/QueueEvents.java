package dev.samovar.cli.event;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Messages of queues and topics.
///
/// Source: contract of events, "SQS" and "Push sources".
final class QueueEvents {
    private QueueEvents() {}

    static ObjectNode sqs(Sample sample) {
        var queue = sample.value("--name", "my-queue");
        var body = sample.value("--body", "Hello from SQS");
        var event = JsonMapper.shared().createObjectNode();
        var message = event.putArray("Records").addObject();
        var id = sample.id();
        message.put("messageId", id);
        message.put("receiptHandle", sample.hex(64));
        message.put("body", body);
        var attributes = message.putObject("attributes");
        attributes.put("ApproximateReceiveCount", "1");
        attributes.put("SentTimestamp", sample.millis());
        attributes.put("SenderId", "AIDAEXAMPLE");
        attributes.put("ApproximateFirstReceiveTimestamp", sample.millis());
        if (queue.endsWith(".fifo"))
            attributes
                    .put("SequenceNumber", "18850000000000000000")
                    .put("MessageGroupId", "1")
                    .put("MessageDeduplicationId", id);
        message.putObject("messageAttributes");
        message.put("md5OfBody", Sample.md5(body));
        message.put("eventSource", "aws:sqs");
        message.put("eventSourceARN", sample.arn("sqs", queue));
        message.put("awsRegion", sample.region());
        return event;
    }

    static ObjectNode sns(Sample sample) {
        var topic = sample.arn("sns", sample.value("--name", "my-topic"));
        var subscription = topic + ":" + sample.id();
        var service = "https://sns." + sample.region() + ".amazonaws.com/";
        var event = JsonMapper.shared().createObjectNode();
        var notice = event.putArray("Records").addObject();
        notice.put("EventSource", "aws:sns");
        notice.put("EventVersion", "1.0");
        notice.put("EventSubscriptionArn", subscription);
        var message = notice.putObject("Sns");
        message.put("Type", "Notification");
        message.put("MessageId", sample.id());
        message.put("TopicArn", topic);
        if (sample.values().containsKey("--subject")) message.put("Subject", sample.value("--subject", ""));
        else message.putNull("Subject");
        message.put("Message", sample.value("--body", "Hello from SNS"));
        message.put("Timestamp", sample.isoTime());
        message.put("SignatureVersion", "1");
        message.put("Signature", "EXAMPLE");
        message.put("SigningCertUrl", service + "SimpleNotificationService-EXAMPLE.pem");
        message.put("UnsubscribeUrl", service + "?Action=Unsubscribe&SubscriptionArn=" + subscription);
        message.putObject("MessageAttributes");
        return event;
    }
}
