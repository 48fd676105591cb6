package dev.samovar.nodejs.graal.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A `package.json`: its members as maps, lists and strings; what is neither is a null.
record PackageJson(Map<String, @Nullable Object> members) {
    private static final JsonFactory JSON = new JsonFactory();

    /// The file's content, if it is a JSON object.
    static Optional<PackageJson> parse(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(new PackageJson(object(parser)))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        var elements = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(value(parser));
        return elements;
    }

    /// A member that is a string.
    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean isModule() {
        return text("type").filter("module"::equals).isPresent();
    }

    /// What the package's `exports` or `imports` make of a key such as `.` or `./part` or `#inner`.
    Optional<String> mapped(String field, String key, List<String> conditions) {
        return Targets.of(members.get(field), key, conditions);
    }

    boolean has(String field) {
        return members.get(field) != null;
    }
}
