package dev.samovar.http.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One thing that a value must satisfy, in the words of AWS's services.
record Constraint(String words, Predicate<JsonNode> holds) {
    /// So long a text is matched even where it is too long.
    private static final int MATCHED = 2048;

    /// Those of a shape, in the order in which they are told.
    static List<Constraint> of(Shape.Type type, JsonNode data) {
        var all = new ArrayList<Constraint>();
        if (data.has("enum"))
            all.add(oneOf(data.get("enum").valueStream().map(JsonNode::asString).toList()));
        if (data.has("max")) {
            var most = data.get("max").asDouble();
            var measure = measure(type);
            all.add(new Constraint(bound(type, "less", most), value -> measure.applyAsDouble(value) <= most));
        }
        if (data.has("min")) {
            var least = data.get("min").asDouble();
            var measure = measure(type);
            all.add(new Constraint(bound(type, "greater", least), value -> measure.applyAsDouble(value) >= least));
        }
        if (data.has("pattern"))
            all.add(matches(
                    Pattern.compile(data.get("pattern").asString()),
                    data.has("max") ? Math.max(data.get("max").asInt(), MATCHED) : Integer.MAX_VALUE));
        return List.copyOf(all);
    }

    private static Constraint oneOf(List<String> allowed) {
        return new Constraint(
                "Member must satisfy enum value set: " + allowed, value -> allowed.contains(value.asString()));
    }

    /// @param longest what is longer is too long anyway, and not worth the time that matching may take
    private static Constraint matches(Pattern pattern, int longest) {
        return new Constraint("Member must satisfy regular expression pattern: " + pattern, value -> {
            var text = value.asString();
            return text.length() > longest || pattern.matcher(text).matches();
        });
    }

    private static ToDoubleFunction<JsonNode> measure(Shape.Type type) {
        return switch (type) {
            case STRING -> value -> value.asString().length();
            case LIST, MAP -> JsonNode::size;
            case INTEGER, LONG, DOUBLE -> JsonNode::asDouble;
            case BLOB, BOOLEAN, TIMESTAMP, STRUCTURE -> throw new IllegalStateException(type + " has no bounds");
        };
    }

    private static String bound(Shape.Type type, String than, double bound) {
        var measured = switch (type) {
            case INTEGER, LONG, DOUBLE -> "value ";
            default -> "length ";
        };
        return "Member must have " + measured + than + " than or equal to "
                + (type == Shape.Type.DOUBLE ? Double.toString(bound) : Long.toString((long) bound));
    }
}
