package dev.samovar.http.shape;

import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Gathers what an operation takes from the parameters of a form.
///
/// Source: Smithy, "AWS query protocol".
final class FormReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Model model;
    private final Faults faults;
    private final Form form;

    FormReader(Model model, Faults faults, Form form) {
        this.model = model;
        this.faults = faults;
        this.form = form;
    }

    /// @param prefix what the names of its members begin with
    ObjectNode structure(String shape, String prefix) {
        var members = JsonMapper.shared().createObjectNode();
        model.shape(shape).members().forEach((name, member) -> {
            var place = prefix + name;
            if (form.has(place)) members.set(name, value(member.shape(), place));
        });
        return members;
    }

    private JsonNode value(String name, String place) {
        var shape = model.shape(name);
        var text = form.value(place).orElse("");
        return switch (shape.type()) {
            case STRUCTURE -> structure(name, place + ".");
            case LIST -> {
                var list = JsonMapper.shared().createArrayNode();
                for (var i = 1; form.has(place + ".member." + i); i++)
                    list.add(value(Objects.requireNonNull(shape.element()), place + ".member." + i));
                yield list;
            }
            case INTEGER, LONG -> NODES.numberNode(number(text, place));
            case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(text));
            case STRING -> NODES.stringNode(text);
            case BLOB, DOUBLE, TIMESTAMP, MAP -> throw new IllegalStateException("a form has no " + shape.type());
        };
    }

    private long number(String text, String place) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw faults.malformed("'" + place + "' is not a number");
        }
    }
}
