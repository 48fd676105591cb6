package dev.samovar.http.shape;

import dev.samovar.api.RequestRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Says everything that is wrong with a request at once, in the words of AWS's services.
///
/// Source: contract of the Lambda API, "Errors", `ValidationException`.
final class Validation {
    /// The longest value that is shown; AWS shows all of it.
    private static final int SHOWN = 1024;

    private final Model model;
    private final Faults faults;

    Validation(Model model, Faults faults) {
        this.model = model;
        this.faults = faults;
    }

    /// @throws RequestRefusedException if the value is not what the shape says
    void check(String shape, JsonNode value) {
        var problems = new ArrayList<String>();
        structure(model.shape(shape), value, "", problems);
        if (problems.isEmpty()) return;
        var count = problems.size() == 1 ? "1 validation error" : problems.size() + " validation errors";
        throw faults.invalid(count + " detected: " + String.join("; ", problems));
    }

    private void structure(Shape shape, JsonNode value, String path, List<String> problems) {
        shape.members().forEach((name, member) -> {
            if (member.place() == Shape.Place.PAYLOAD) return;
            var place = path + lowerFirst(name);
            var there = value.get(name);
            if (there != null && !there.isNull()) value(member.shape(), there, place, problems);
            else if (member.required()) problems.add(problem("null", place, "Member must not be null"));
        });
    }

    private void value(String name, JsonNode value, String path, List<String> problems) {
        var shape = model.shape(name);
        requireType(shape, value, path);
        switch (shape.type()) {
            case STRUCTURE -> structure(shape, value, path + ".", problems);
            case LIST -> {
                add(constraint(shape, value.size(), "length"), value, path, problems);
                for (var i = 0; i < value.size(); i++)
                    value(element(shape), value.get(i), path + "." + (i + 1) + ".member", problems);
            }
            case MAP -> {
                add(constraint(shape, value.size(), "length"), value, path, problems);
                map(shape, value, path, problems);
            }
            case STRING -> add(textConstraint(shape, value.asString()), value, path, problems);
            case INTEGER, LONG -> add(constraint(shape, (double) value.asLong(), "value"), value, path, problems);
            case DOUBLE -> add(constraint(shape, value.asDouble(), "value"), value, path, problems);
            case BLOB, BOOLEAN, TIMESTAMP -> {
                // whatever has the type
            }
        }
    }

    private void map(Shape shape, JsonNode value, String path, List<String> problems) {
        var keys = model.shape(Objects.requireNonNull(shape.key()));
        var values = model.shape(element(shape));
        value.forEachEntry((key, element) -> {
            requireType(values, element, path);
            var wrongKey = textConstraint(keys, key);
            if (wrongKey != null) add("Map keys must satisfy constraint: [" + wrongKey + "]", value, path, problems);
            var wrong = values.type() == Shape.Type.DOUBLE
                    ? constraint(values, element.asDouble(), "value")
                    : values.type() == Shape.Type.STRING ? textConstraint(values, element.asString()) : null;
            if (wrong != null) add("Map value must satisfy constraint: [" + wrong + "]", value, path, problems);
        });
    }

    private static String element(Shape shape) {
        return Objects.requireNonNull(shape.element());
    }

    private static @Nullable String textConstraint(Shape shape, String text) {
        if (!shape.oneOf().isEmpty() && !shape.oneOf().contains(text))
            return "Member must satisfy enum value set: " + shape.oneOf();
        var length = constraint(shape, text.length(), "length");
        if (length != null) return length;
        if (shape.pattern() != null && !shape.pattern().matcher(text).matches())
            return "Member must satisfy regular expression pattern: " + shape.pattern();
        return null;
    }

    private static @Nullable String constraint(Shape shape, double value, String of) {
        if (shape.max() != null && value > shape.max())
            return "Member must have " + of + " less than or equal to " + shape.max();
        if (shape.min() != null && value < shape.min())
            return "Member must have " + of + " greater than or equal to " + shape.min();
        return null;
    }

    private static void add(@Nullable String constraint, JsonNode value, String path, List<String> problems) {
        if (constraint != null) problems.add(problem("'" + shown(value) + "'", path, constraint));
    }

    private static String problem(String value, String path, String constraint) {
        return "Value " + value + " at '" + path + "' failed to satisfy constraint: " + constraint;
    }

    private static String shown(JsonNode value) {
        var text = value.isObject() || value.isArray() ? value.toString() : value.asString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private void requireType(Shape shape, JsonNode value, String path) {
        var fits = switch (shape.type()) {
            case STRUCTURE, MAP -> value.isObject();
            case LIST -> value.isArray();
            case STRING, BLOB -> value.isString();
            case BOOLEAN -> value.isBoolean();
            case INTEGER -> value.isIntegralNumber() && value.canConvertToInt();
            case LONG -> value.isIntegralNumber() && value.canConvertToLong();
            case DOUBLE, TIMESTAMP -> value.isNumber();
        };
        if (!fits)
            throw faults.malformed(
                    "'" + path + "' is not " + shape.type().name().toLowerCase(Locale.ROOT));
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
