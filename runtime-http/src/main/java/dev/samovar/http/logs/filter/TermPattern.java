package dev.samovar.http.logs.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Terms that a message has, or (`-`) has not, or of which (`?`) it has at least one. Terms with `?` count for
/// nothing beside others.
final class TermPattern implements FilterPattern {
    private final List<Predicate<String>> all = new ArrayList<>();
    private final List<Predicate<String>> any = new ArrayList<>();

    static FilterPattern parse(Cursor cursor) {
        var pattern = new TermPattern();
        while (!cursor.skipBlanks().isAtEnd()) {
            if (cursor.accept("?")) pattern.any.add(term(cursor));
            else if (cursor.accept("-")) pattern.all.add(term(cursor).negate());
            else pattern.all.add(term(cursor));
            if (!cursor.isAtEnd() && !cursor.isAtBlank())
                throw cursor.unexpected("a blank (a term that has other characters than letters, digits and"
                        + " underscores stands in double quotes)");
        }
        return pattern;
    }

    private static Predicate<String> term(Cursor cursor) {
        if (cursor.isAt("%")) {
            var expression = cursor.expression();
            return message -> expression.matcher(new CountedText(message)).find();
        }
        var term = cursor.isAt("\"")
                ? cursor.quoted('"')
                : cursor.take(character -> Character.isLetterOrDigit(character) || character == '_');
        if (term.isEmpty()) throw cursor.unexpected("a term");
        return message -> message.contains(term);
    }

    @Override
    public boolean matches(String message) {
        if (all.isEmpty() && !any.isEmpty()) return any.stream().anyMatch(term -> term.test(message));
        return all.stream().allMatch(term -> term.test(message));
    }
}
