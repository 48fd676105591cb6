package dev.samovar.core.async;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.Payload;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What destinations are told of an event.
///
/// Source: contract of invocations, "Async (Event)", invocation record.
final class InvocationRecord {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private InvocationRecord() {}

    static String of(QueuedEvent event, Event body, Condition condition, FunctionArn arn, Instant now) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("version", "1.0");
            json.writeStringProperty("timestamp", TIME.format(now));
            json.writeName("requestContext").writeStartObject();
            json.writeStringProperty("requestId", event.id().toString());
            json.writeStringProperty("functionArn", arn.toString());
            json.writeStringProperty("condition", condition.toString());
            json.writeNumberProperty("approximateInvokeCount", event.attempts());
            json.writeEndObject();
            json.writeName("requestPayload").writeRawValue(body.text());
            response(json, event.last());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void response(JsonGenerator json, @Nullable Attempt last) {
        if (last == null) return;
        json.writeName("responseContext").writeStartObject();
        json.writeNumberProperty("statusCode", 200);
        json.writeStringProperty("executedVersion", last.executedVersion());
        if (last.fault() != null) json.writeStringProperty("functionError", "Unhandled");
        json.writeEndObject();
        json.writeName("responsePayload");
        var text = last.payload().text();
        if (isJson(last.payload())) json.writeRawValue(text);
        else json.writeString(text);
    }

    /// A custom runtime may answer what is none.
    private static boolean isJson(Payload payload) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), payload.toByteArray())) {
            if (parser.nextToken() == null) return false;
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
