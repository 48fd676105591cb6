package dev.samovar.http.logs.filter;

/// Says which messages are meant: terms of a text, conditions on the fields of a JSON document, or conditions on the
/// columns of a line. Case counts.
///
/// Source: Amazon CloudWatch Logs user guide, "Filter pattern syntax".
public interface FilterPattern {

    /// Whether the message is meant.
    boolean matches(String message);

    /// The pattern that a text says; an empty one means every message.
    ///
    /// @throws IllegalArgumentException if it is no pattern
    static FilterPattern parse(String text) {
        var cursor = new Cursor(text);
        var pattern = cursor.skipBlanks().accept("{")
                ? JsonPattern.parse(cursor)
                : cursor.accept("[") ? ColumnPattern.parse(cursor) : TermPattern.parse(cursor);
        if (!cursor.skipBlanks().isAtEnd()) throw cursor.unexpected("the end");
        return pattern;
    }
}
