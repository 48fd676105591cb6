package dev.samovar.core.telemetry;

import dev.samovar.api.LogLevel;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The level of a line that a function printed: what a JSON object names in its member `level`, and INFO for
/// every other line.
///
/// Source: AWS Lambda developer guide, "Log-level filtering".
final class LineLevel {
    private static final JsonFactory JSON = new JsonFactory();

    private LineLevel() {}

    static LogLevel of(byte[] line) {
        if (line.length == 0 || line[0] != '{') return LogLevel.INFO;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            return named(parser);
        } catch (JacksonException e) {
            return LogLevel.INFO;
        }
    }

    private static LogLevel named(JsonParser parser) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isLevel = parser.currentName().equals("level");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isLevel) return parse(parser.getString());
            parser.skipChildren();
        }
        return LogLevel.INFO;
    }

    private static LogLevel parse(String name) {
        return Arrays.stream(LogLevel.values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(LogLevel.INFO);
    }
}
