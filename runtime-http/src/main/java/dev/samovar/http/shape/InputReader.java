package dev.samovar.http.shape;

import dev.samovar.api.RequestRefusedException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Gathers what an operation takes from path, query, headers and body.
public final class InputReader {
    private final Model model;
    private final Faults faults;
    private final Validation validation;

    /// Reads what this model says.
    ///
    /// @param faults what the API calls a request that is none
    public InputReader(Model model, Faults faults) {
        this.model = model;
        this.faults = faults;
        this.validation = new Validation(model, faults);
    }

    /// The input of an operation that is told by its body alone.
    ///
    /// @throws RequestRefusedException if the body is no JSON, or anything is not what it may be
    public Input read(Operation operation, byte[] body) {
        return read(new Router.Route(operation, Map.of(), Map.of()), _ -> null, body);
    }

    /// The input of an operation whose body is a form.
    ///
    /// @throws RequestRefusedException if the form is not well encoded, or anything is not what it may be
    public Input read(Operation operation, Form form) {
        var members = new FormReader(model, faults, form).structure(operation.input(), "");
        validation.check(operation.input(), members);
        return new Input(members);
    }

    /// The input of an operation whose body is JSON, or has none.
    ///
    /// @param headers the value of a header, or null
    /// @throws RequestRefusedException if the body is no JSON, or anything is not what it may be
    public Input read(Router.Route route, Function<String, @Nullable String> headers, byte[] body) {
        var shape = model.shape(route.operation().input());
        var members = JsonMapper.shared().createObjectNode();
        var json = body.length == 0 ? null : parse(body);
        shape.members().forEach((name, member) -> {
            switch (member.place()) {
                case PATH -> put(members, name, member, route.path().get(member.as()));
                case QUERY -> put(members, name, member, route.query().getOrDefault(member.as(), List.of()));
                case HEADER -> put(members, name, member, headers.apply(member.as()));
                case BODY -> put(members, name, json == null ? null : json.get(name));
                case PAYLOAD -> {
                    // stands apart
                }
            }
        });
        validation.check(route.operation().input(), members);
        return new Input(members);
    }

    /// Of what is no list the last value counts, and an empty one is none.
    private void put(ObjectNode members, String name, Shape.Member member, List<String> values) {
        if (model.shape(member.shape()).type() == Shape.Type.LIST) {
            if (!values.isEmpty()) values.forEach(members.withArray(name)::add);
        } else if (!values.isEmpty() && !values.getLast().isEmpty()) put(members, name, member, values.getLast());
    }

    private JsonNode parse(byte[] body) {
        try {
            var json = JsonMapper.shared().readTree(body);
            if (json.isObject()) return json;
            throw faults.malformed("Expected an object");
        } catch (JacksonException e) {
            throw faults.malformed(e.getOriginalMessage());
        }
    }

    private static void put(ObjectNode members, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) members.set(name, value);
    }

    private void put(ObjectNode members, String name, Shape.Member member, @Nullable String text) {
        if (text == null) return;
        switch (model.shape(member.shape()).type()) {
            case INTEGER, LONG -> {
                try {
                    members.put(name, Long.parseLong(text));
                } catch (NumberFormatException e) {
                    throw validation.notANumber(name, text);
                }
            }
            case BOOLEAN -> members.put(name, Boolean.parseBoolean(text));
            default -> members.put(name, text);
        }
    }
}
