package dev.samovar.http.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The operations and shapes of an API, read from a file beside this package.
public final class Model {
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private Model(JsonNode data) {
        data.get("operations").forEachEntry((name, operation) -> operations.add(operation(name, operation)));
        data.get("shapes").forEachEntry((name, shape) -> shapes.put(name, shape(shape)));
    }

    /// Reads one.
    ///
    /// @param file such as `lambda.json`
    public static Model read(String file) {
        try (var in = Model.class.getResourceAsStream("/dev/samovar/http/" + file)) {
            return new Model(JsonMapper.shared().readTree(Objects.requireNonNull(in, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of them.
    public Collection<Operation> operations() {
        return operations;
    }

    /// The operation of a name.
    public Optional<Operation> operation(String name) {
        return operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst();
    }

    /// Whether an operation takes a member in its query.
    public boolean takesInQuery(Operation operation, String member) {
        var found = shape(operation.input()).members().get(member);
        return found != null && found.place() == Shape.Place.QUERY;
    }

    Shape shape(String name) {
        return Objects.requireNonNull(shapes.get(name), name);
    }

    private static Operation operation(String name, JsonNode data) {
        var http = data.get("http").asString().split(" ", -1);
        var target = http[1].split("\\?", -1);
        var query = target.length < 2 ? Map.<String, String>of() : Map.of(before(target[1]), after(target[1]));
        return new Operation(
                name,
                http[0],
                segments(target[0]),
                query,
                Integer.parseInt(http[2]),
                data.get("input").asString());
    }

    private static String before(String pair) {
        return pair.substring(0, pair.indexOf('='));
    }

    private static String after(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }

    /// The parts of a raw path; a slash at its end counts for nothing.
    static List<String> segments(String path) {
        var start = path.startsWith("/") ? 1 : 0;
        var end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
        return List.of(path.substring(start, end).split("/", -1));
    }

    private static Shape shape(JsonNode data) {
        var members = new LinkedHashMap<String, Shape.Member>();
        if (data.has("members"))
            data.get("members").forEachEntry((name, member) -> members.put(name, member(name, member)));
        var type = Shape.Type.valueOf(data.get("type").asString().toUpperCase(Locale.ROOT));
        return new Shape(
                type,
                data.has("sensitive"),
                Constraint.of(type, data),
                members,
                text(data, data.has("member") ? "member" : "value"),
                text(data, "key"));
    }

    private static Shape.Member member(String name, JsonNode data) {
        if (data.isString()) return new Shape.Member(data.asString(), Shape.Place.BODY, name, false);
        var place = data.has("in")
                ? Shape.Place.valueOf(data.get("in").asString().toUpperCase(Locale.ROOT))
                : Shape.Place.BODY;
        var as = data.has("as") ? data.get("as").asString() : name;
        return new Shape.Member(data.get("shape").asString(), place, as, data.has("required"));
    }

    private static @Nullable String text(JsonNode data, String field) {
        return data.has(field) ? data.get(field).asString() : null;
    }
}
