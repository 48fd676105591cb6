package dev.samovar.http.logs.filter;

import java.util.function.Function;
import java.util.function.Predicate;

/// Reads conditions that `&&`, `||` and parentheses join; `&&` binds closer.
///
/// @param <T> what they are conditions on
final class Conditions<T> {
    /// The deepest parentheses.
    private static final int DEEPEST = 50;

    private final Cursor cursor;
    private final Function<Cursor, Predicate<T>> single;
    private int depth;

    /// @param single reads one that is not joined
    Conditions(Cursor cursor, Function<Cursor, Predicate<T>> single) {
        this.cursor = cursor;
        this.single = single;
    }

    Predicate<T> any() {
        var read = every();
        while (cursor.skipBlanks().accept("||")) read = read.or(every());
        return read;
    }

    private Predicate<T> every() {
        var read = one();
        while (cursor.skipBlanks().accept("&&")) read = read.and(one());
        return read;
    }

    private Predicate<T> one() {
        if (!cursor.skipBlanks().accept("(")) return single.apply(cursor);
        if (++depth > DEEPEST)
            throw new IllegalArgumentException("more than " + DEEPEST + " parentheses in each other");
        var read = any();
        cursor.skipBlanks().expect(")");
        depth--;
        return read;
    }
}
