package dev.samovar.process.runtimeapi;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Payload;
import dev.samovar.spi.RuntimeInvocation;
import java.io.StringWriter;
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
            out.writeName("tracing");
            out.writeStartObject();
            out.writeStringProperty("type", "X-Amzn-Trace-Id");
            out.writeStringProperty("value", invocation.traceHeader());
            out.writeEndObject();
        });
    }

    static String shutdown(String reason, long deadlineMillis) {
        return object(out -> {
            out.writeStringProperty("eventType", "SHUTDOWN");
            out.writeStringProperty("shutdownReason", reason);
            out.writeNumberProperty("deadlineMs", deadlineMillis);
        });
    }

    static String platformExtension(ExtensionState extension, String time) {
        return object(out -> {
            out.writeStringProperty("time", time);
            out.writeStringProperty("type", "platform.extension");
            out.writeName("record");
            out.writeStartObject();
            out.writeStringProperty("name", extension.name());
            out.writeStringProperty("state", extension.state());
            out.writeName("events");
            out.writeStartArray();
            extension.events().forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        });
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
