package dev.samovar.core.telemetry;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What somebody wrote as the record of a telemetry event: a string, or the object that it is in a log in JSON.
final class TextRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private TextRecord() {}

    /// @param json whether the log is in JSON
    static String of(String text, boolean json) {
        var line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return json && isObject(line) ? line : string(line);
    }

    private static boolean isObject(String line) {
        if (!line.startsWith("{")) return false;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return false;
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String string(String line) {
        var text = new StringWriter(line.length() + 2);
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeString(line);
        }
        return text.toString();
    }
}
