package dev.samovar.http.logs.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Where fields of a document are: `$.a.b`, `$.list[0].c`, `$.list[*].c`, `$.['a.b']`.
record FieldPath(List<Function<JsonNode, Stream<JsonNode>>> steps) {

    static FieldPath parse(Cursor cursor) {
        cursor.skipBlanks().expect("$");
        var steps = new ArrayList<Function<JsonNode, Stream<JsonNode>>>();
        while (true) {
            var dot = cursor.accept(".");
            if (cursor.accept("[")) steps.add(bracket(cursor));
            else if (dot) steps.add(named(cursor));
            else break;
        }
        if (steps.isEmpty()) throw cursor.unexpected("a field such as $.level");
        return new FieldPath(steps);
    }

    private static Function<JsonNode, Stream<JsonNode>> named(Cursor cursor) {
        if (cursor.accept("*")) return JsonNode::valueStream;
        var name =
                cursor.take(character -> Character.isLetterOrDigit(character) || character == '_' || character == '-');
        if (name.isEmpty()) throw cursor.unexpected("a name");
        return child(name);
    }

    private static Function<JsonNode, Stream<JsonNode>> bracket(Cursor cursor) {
        final Function<JsonNode, Stream<JsonNode>> step;
        if (cursor.isAt("'")) step = child(cursor.quoted('\''));
        else if (cursor.isAt("\"")) step = child(cursor.quoted('"'));
        else if (cursor.accept("*")) step = JsonNode::valueStream;
        else step = element(cursor);
        cursor.expect("]");
        return step;
    }

    private static Function<JsonNode, Stream<JsonNode>> child(String name) {
        return node -> Stream.ofNullable(node.get(name));
    }

    private static Function<JsonNode, Stream<JsonNode>> element(Cursor cursor) {
        var digits = cursor.take(character -> character >= '0' && character <= '9');
        if (digits.isEmpty() || digits.length() > 9) throw cursor.unexpected("an index");
        var index = Integer.parseInt(digits);
        return node -> Stream.ofNullable(node.get(index));
    }

    Stream<JsonNode> in(JsonNode document) {
        var found = Stream.of(document);
        for (var step : steps) found = found.flatMap(step);
        return found;
    }
}
