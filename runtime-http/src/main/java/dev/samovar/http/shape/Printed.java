package dev.samovar.http.shape;

import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Shows a value as Java prints it, unless it is, or holds, something sensitive.
final class Printed {
    /// The longest value that is shown; AWS shows all of it.
    private static final int LONGEST = 1024;

    private final Model model;

    Printed(Model model) {
        this.model = model;
    }

    /// The value, or null if it is not to be shown.
    @Nullable
    String of(Shape shape, JsonNode value) {
        if (isSensitive(shape)) return null;
        return shortened(text(shape, value));
    }

    static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private boolean isSensitive(Shape shape) {
        return shape.sensitive()
                || (shape.element() != null && isSensitive(element(shape)))
                || (shape.key() != null && isSensitive(model.shape(shape.key())))
                || shape.members().values().stream().anyMatch(member -> isSensitive(model.shape(member.shape())));
    }

    private String text(Shape shape, JsonNode value) {
        if (value.isNull()) return "null";
        return switch (shape.type()) {
            case LIST ->
                value.valueStream().map(each -> text(element(shape), each)).collect(Collectors.joining(", ", "[", "]"));
            case MAP ->
                value.propertyStream()
                        .map(each -> each.getKey() + "=" + text(element(shape), each.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case STRUCTURE ->
                shape.members().entrySet().stream()
                        .filter(member -> value.has(member.getKey()))
                        .map(member -> member.getKey() + "="
                                + text(model.shape(member.getValue().shape()), value.get(member.getKey())))
                        .collect(Collectors.joining(", ", "{", "}"));
            case DOUBLE -> Double.toString(value.asDouble());
            case STRING, BLOB, BOOLEAN, INTEGER, LONG, TIMESTAMP -> value.asString();
        };
    }

    private Shape element(Shape shape) {
        return model.shape(Objects.requireNonNull(shape.element()));
    }
}
