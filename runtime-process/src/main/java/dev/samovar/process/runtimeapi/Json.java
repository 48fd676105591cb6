package dev.samovar.process.runtimeapi;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Payload;
import dev.samovar.spi.RuntimeInvocation;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What extensions say and are told, as JSON.
final class Json {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    private static String object(Consumer<JsonGenerator> properties) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            properties.accept(out);
            out.writeEndObject();
        }
        return text.toString();
    }

    static String error(String type, String message) {
        return object(out -> {
            out.writeStringProperty("errorMessage", message);
            out.writeStringProperty("errorType", type);
        });
    }

    /// An error without its cause.
    static String error(ErrorWithCause error) {
        return object(out -> {
            out.writeStringProperty("errorMessage", error.message());
            out.writeStringProperty("errorType", error.type());
            if (!error.stackTrace().isEmpty()) words(out, "stackTrace", error.stackTrace());
        });
    }

    /// The answer to one that registered.
    static String registered(FunctionVersion version, boolean withAccount) {
        return object(out -> {
            out.writeStringProperty("functionName", version.name().value());
            out.writeStringProperty("functionVersion", version.version().toString());
            out.writeStringProperty("handler", version.spec().handler());
            if (withAccount) out.writeStringProperty("accountId", version.arn().account());
        });
    }

    static String invoke(RuntimeInvocation invocation) {
        return object(out -> {
            out.writeStringProperty("eventType", "INVOKE");
            out.writeNumberProperty("deadlineMs", invocation.deadlineMillis());
            out.writeStringProperty("requestId", invocation.requestId().toString());
            out.writeStringProperty("invokedFunctionArn", invocation.invokedFunctionArn());
            tracing(out, invocation);
        });
    }

    private static void tracing(JsonGenerator out, RuntimeInvocation invocation) {
        out.writeName("tracing");
        out.writeStartObject();
        out.writeStringProperty("type", "X-Amzn-Trace-Id");
        out.writeStringProperty("value", invocation.traceHeader());
        out.writeEndObject();
    }

    static String shutdown(String reason, long deadlineMillis) {
        return object(out -> {
            out.writeStringProperty("eventType", "SHUTDOWN");
            out.writeStringProperty("shutdownReason", reason);
            out.writeNumberProperty("deadlineMs", deadlineMillis);
        });
    }

    /// An event of the Telemetry API.
    ///
    /// @param record JSON itself
    static String event(String type, Instant time, String record) {
        return "{\"time\":\"" + TIME.format(time) + "\",\"type\":\"" + type + "\",\"record\":" + record + "}";
    }

    static String record(ExtensionState extension) {
        return object(out -> {
            out.writeStringProperty("name", extension.name());
            out.writeStringProperty("state", extension.state());
            words(out, "events", extension.events());
            if (!extension.errorType().isEmpty()) out.writeStringProperty("errorType", extension.errorType());
        });
    }

    static String subscribed(String extension, List<String> types) {
        return object(out -> {
            out.writeStringProperty("name", extension);
            out.writeStringProperty("state", "Subscribed");
            words(out, "types", types);
        });
    }

    private static void words(JsonGenerator out, String name, List<String> words) {
        out.writeName(name);
        out.writeStartArray();
        words.forEach(out::writeString);
        out.writeEndArray();
    }

    static String runtimeDone(RuntimeInvocation invocation, long nanos, long bytes) {
        return object(out -> {
            out.writeStringProperty("requestId", invocation.requestId().toString());
            out.writeStringProperty("status", "success");
            invocation.tenantId().ifPresent(tenant -> out.writeStringProperty("tenantId", tenant));
            if (!invocation.traceHeader().isEmpty()) tracing(out, invocation);
            out.writeName("metrics");
            out.writeStartObject();
            out.writeNumberProperty("durationMs", Math.round(nanos / 1_000.0) / 1_000.0);
            out.writeNumberProperty("producedBytes", bytes);
            out.writeEndObject();
        });
    }

    static String dropped(long count, long bytes) {
        return object(out -> {
            out.writeStringProperty(
                    "reason", "Consumer seems to have fallen behind as it has not acknowledged receipt of logs.");
            out.writeNumberProperty("droppedRecords", count);
            out.writeNumberProperty("droppedBytes", bytes);
        });
    }

    /// The request that a record is about; empty for one that is about none.
    static String requestId(String record) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), record)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isId = parser.currentName().equals("requestId");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isId) return parser.getString();
                parser.skipChildren();
            }
        }
        return "";
    }

    /// The events that a registration wants; empty if it is not one.
    static Optional<List<String>> events(Payload body) {
        var wanted = new ArrayList<String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body.toByteArray())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isEvents = parser.currentName().equals("events");
                var value = parser.nextToken();
                if (!isEvents) parser.skipChildren();
                else if (value != JsonToken.START_ARRAY) return Optional.empty();
                else
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        if (parser.currentToken() != JsonToken.VALUE_STRING) return Optional.empty();
                        wanted.add(parser.getString());
                    }
            }
            return Optional.of(wanted);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
