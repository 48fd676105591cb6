package dev.samovar.http.shape;

import dev.samovar.api.RequestRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Says everything that is wrong with a request at once, in the words of AWS's services.
///
/// A structure in a list is told by its place. Other elements of lists, and keys and values of maps, are told for the
/// list or map as a whole, once and with all that each of them must satisfy.
///
/// Source: contract of the Lambda API, "Errors", `ValidationException`.
final class Validation {
    private static final String NOT_NULL = "Member must not be null";

    private final Model model;
    private final Faults faults;
    private final Printed printed;

    Validation(Model model, Faults faults) {
        this.model = model;
        this.faults = faults;
        this.printed = new Printed(model);
    }

    /// @throws RequestRefusedException if the value is not what the shape says
    void check(String shape, JsonNode value) {
        var problems = new ArrayList<String>();
        structure(model.shape(shape), value, "", problems);
        if (!problems.isEmpty()) throw invalid(problems);
    }

    private RequestRefusedException invalid(List<String> problems) {
        var count = problems.size() == 1 ? "1 validation error" : problems.size() + " validation errors";
        return faults.invalid(count + " detected: " + String.join("; ", problems));
    }

    /// What is said of a parameter or header that should be a number.
    RequestRefusedException notANumber(String name, String text) {
        return invalid(
                List.of(problem(" '" + Printed.shortened(text) + "'", lowerFirst(name), "Member must be a number")));
    }

    private void structure(Shape shape, JsonNode value, String path, List<String> problems) {
        shape.members().forEach((name, member) -> {
            if (member.place() == Shape.Place.PAYLOAD) return;
            var place = path + lowerFirst(name);
            var there = value.get(name);
            if (there != null && !there.isNull()) value(model.shape(member.shape()), there, place, problems);
            else if (member.required()) problems.add(problem(" null", place, NOT_NULL));
        });
    }

    private void value(Shape shape, JsonNode value, String path, List<String> problems) {
        requireType(shape, value, path);
        for (var constraint : shape.constraints())
            if (!constraint.holds().test(value)) add(constraint.words(), shape, value, path, problems);
        switch (shape.type()) {
            case STRUCTURE -> structure(shape, value, path + ".", problems);
            case LIST -> list(shape, value, path, problems);
            case MAP -> map(shape, value, path, problems);
            case STRING, INTEGER, LONG, DOUBLE, BLOB, BOOLEAN, TIMESTAMP -> {
                // holds nothing else
            }
        }
    }

    private void list(Shape shape, JsonNode value, String path, List<String> problems) {
        var element = element(shape);
        if (element.type() != Shape.Type.STRUCTURE) {
            if (!value.valueStream().allMatch(each -> satisfies(element, each, path)))
                add("Member must satisfy constraint: " + all(element), shape, value, path, problems);
            return;
        }
        for (var i = 0; i < value.size(); i++) {
            var place = path + "." + (i + 1) + ".member";
            if (value.get(i).isNull()) problems.add(problem(" null", place, NOT_NULL));
            else value(element, value.get(i), place, problems);
        }
    }

    private void map(Shape shape, JsonNode value, String path, List<String> problems) {
        var key = model.shape(Objects.requireNonNull(shape.key()));
        if (!value.propertyNames().stream().allMatch(each -> satisfies(key, text(each), path)))
            add("Map keys must satisfy constraint: " + all(key), shape, value, path, problems);
        var element = element(shape);
        if (!value.valueStream().allMatch(each -> satisfies(element, each, path)))
            add("Map value must satisfy constraint: " + all(element), shape, value, path, problems);
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private Shape element(Shape shape) {
        return model.shape(Objects.requireNonNull(shape.element()));
    }

    private boolean satisfies(Shape shape, JsonNode value, String path) {
        if (value.isNull()) return false;
        requireType(shape, value, path);
        return shape.constraints().stream()
                        .allMatch(constraint -> constraint.holds().test(value))
                && (shape.type() != Shape.Type.LIST
                        || value.valueStream().allMatch(each -> satisfies(element(shape), each, path)));
    }

    /// All that such a value must satisfy.
    private List<String> all(Shape shape) {
        var words = shape.constraints().stream().map(Constraint::words);
        var elements = shape.type() == Shape.Type.LIST
                ? Stream.of("Member must satisfy constraint: " + all(element(shape)))
                : Stream.<String>empty();
        return Stream.of(words, elements, Stream.of(NOT_NULL))
                .flatMap(each -> each)
                .toList();
    }

    private void add(String constraint, Shape shape, JsonNode value, String path, List<String> problems) {
        var shown = printed.of(shape, value);
        problems.add(problem(shown == null ? "" : " '" + shown + "'", path, constraint));
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

    private static String problem(String value, String path, String constraint) {
        return "Value" + value + " at '" + path + "' failed to satisfy constraint: " + constraint;
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
