package dev.samovar.cli.event;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What happens to objects of buckets.
///
/// Source: contract of events, "Push sources", S3.
final class BucketEvents {
    private BucketEvents() {}

    static ObjectNode s3(Sample sample) {
        var bucket = sample.value("--bucket", "my-bucket");
        var name = sample.value("--event-name", "ObjectCreated:Put");
        if (name.startsWith("s3:")) name = name.substring(3);
        var event = JsonMapper.shared().createObjectNode();
        var notice = event.putArray("Records").addObject();
        notice.put("eventVersion", "2.1");
        notice.put("eventSource", "aws:s3");
        notice.put("awsRegion", sample.region());
        notice.put("eventTime", sample.isoTime());
        notice.put("eventName", name);
        notice.putObject("userIdentity").put("principalId", "AWS:AIDAEXAMPLE");
        notice.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        notice.putObject("responseElements")
                .put("x-amz-request-id", sample.hex(16).toUpperCase(Locale.ROOT))
                .put("x-amz-id-2", sample.hex(64));
        var s3 = notice.putObject("s3");
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", sample.id());
        var where = s3.putObject("bucket");
        where.put("name", bucket);
        where.putObject("ownerIdentity").put("principalId", "AIDAEXAMPLE");
        where.put("arn", "arn:" + sample.account().partition() + ":s3:::" + bucket);
        var object = s3.putObject("object");
        object.put(
                "key",
                URLEncoder.encode(sample.value("--key", "my-key"), StandardCharsets.UTF_8)
                        .replace("%2F", "/"));
        if (!name.startsWith("ObjectRemoved:")) object.put("size", 1024).put("eTag", Sample.md5(bucket));
        object.put("sequencer", sample.hex(16).toUpperCase(Locale.ROOT));
        return event;
    }
}
