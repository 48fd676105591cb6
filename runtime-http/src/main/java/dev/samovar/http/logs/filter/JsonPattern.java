package dev.samovar.http.logs.filter;

import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Conditions on the fields of a message that is a JSON object; other messages are not meant.
final class JsonPattern implements FilterPattern {
    private final Predicate<JsonNode> condition;

    private JsonPattern(Predicate<JsonNode> condition) {
        this.condition = condition;
    }

    /// Reads one behind its opening brace.
    static FilterPattern parse(Cursor cursor) {
        var condition = new Conditions<JsonNode>(cursor, JsonPattern::single).any();
        cursor.skipBlanks().expect("}");
        return new JsonPattern(condition);
    }

    private static Predicate<JsonNode> single(Cursor cursor) {
        var field = FieldPath.parse(cursor);
        var operator = Operator.read(cursor);
        if (operator != null) {
            var comparison = Comparison.read(operator, cursor);
            return document -> field.in(document).anyMatch(comparison::holds);
        }
        if (cursor.acceptWord("NOT")) {
            if (!cursor.skipBlanks().acceptWord("EXISTS")) throw cursor.unexpected("EXISTS");
            return document -> field.in(document).findAny().isEmpty();
        }
        if (!cursor.acceptWord("IS")) throw cursor.unexpected("a comparison");
        cursor.skipBlanks();
        if (cursor.acceptWord("NULL")) return document -> field.in(document).anyMatch(JsonNode::isNull);
        if (cursor.acceptWord("TRUE")) return document -> field.in(document).anyMatch(node -> is(node, true));
        if (cursor.acceptWord("FALSE")) return document -> field.in(document).anyMatch(node -> is(node, false));
        throw cursor.unexpected("NULL, TRUE or FALSE");
    }

    private static boolean is(JsonNode node, boolean value) {
        return node.isBoolean() && node.asBoolean() == value;
    }

    @Override
    public boolean matches(String message) {
        if (!message.stripLeading().startsWith("{")) return false;
        try {
            return condition.test(JsonMapper.shared().readTree(message));
        } catch (JacksonException e) {
            return false;
        }
    }
}
