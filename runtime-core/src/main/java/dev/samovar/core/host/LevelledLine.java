package dev.samovar.core.host;

import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.spi.Sandbox;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A levelled line of a host's handler, in the form that Lambda's Java runtime gives it.
final class LevelledLine {
    private static final JsonFactory JSON = new JsonFactory();

    private LevelledLine() {}

    static String of(Sandbox sandbox, String requestId, LogLevel level, String message) {
        if (sandbox.version().spec().logging().format() == LogFormat.TEXT) return "[" + level + "] " + message;
        var text = new StringWriter(128);
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty(
                    "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            out.writeStringProperty("message", message);
            out.writeStringProperty("level", level.name());
            out.writeStringProperty("AWSRequestId", requestId);
            out.writeEndObject();
        }
        return text.append('\n').toString();
    }
}
