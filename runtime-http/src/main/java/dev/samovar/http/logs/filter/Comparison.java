package dev.samovar.http.logs.filter;

import java.math.BigDecimal;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A value compared to one of the pattern: a number, a text whose stars stand for anything, or a regular expression.
final class Comparison {
    /// The most digits of a number, so that comparing stays cheap.
    private static final int LONGEST_NUMBER = 40;

    private final Operator operator;
    private final @Nullable BigDecimal number;
    private final Predicate<String> text;

    private Comparison(Operator operator, @Nullable BigDecimal number, Predicate<String> text) {
        this.operator = operator;
        this.number = number;
        this.text = text;
    }

    /// What stands behind an operator.
    static Comparison read(Operator operator, Cursor cursor) {
        cursor.skipBlanks();
        if (cursor.isAt("%")) {
            var expression = cursor.expression();
            return texts(
                    operator,
                    value -> expression.matcher(new CountedText(value)).find());
        }
        if (cursor.isAt("\"")) return texts(operator, new Wildcards(cursor.quoted('"')));
        var bare = cursor.take(Comparison::isBare);
        if (bare.isEmpty()) throw cursor.unexpected("a value");
        var number = numberOf(bare);
        return number == null
                ? texts(operator, new Wildcards(bare))
                : new Comparison(operator, number, new Wildcards(bare));
    }

    private static Comparison texts(Operator operator, Predicate<String> text) {
        if (!operator.isForTexts()) throw new IllegalArgumentException("only numbers are less or more than others");
        return new Comparison(operator, null, text);
    }

    private static boolean isBare(int character) {
        return !Character.isWhitespace(character) && "()[]{},&|\"%=!<>".indexOf(character) < 0;
    }

    private static @Nullable BigDecimal numberOf(String value) {
        if (value.length() > LONGEST_NUMBER) return null;
        try {
            var number = new BigDecimal(value);
            return Math.abs((long) number.scale()) > 400 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Whether it holds for a column of a line.
    boolean holds(String value) {
        if (number == null) return text.test(value) == (operator == Operator.IS);
        var other = numberOf(value);
        return other == null ? operator == Operator.NOT : operator.holds(other.compareTo(number));
    }

    /// Whether it holds for a field of a document, which is neither an object nor an array.
    boolean holds(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) return false;
        if (number != null) return value.isNumber() && holds(value.asString());
        return holds(value.asString());
    }
}
