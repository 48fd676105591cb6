package dev.samovar.http.logs.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Conditions on the columns of a line: as many as the line has, unless an ellipsis stands for any that are not
/// named.
///
/// @param before the columns before the ellipsis
/// @param after those behind it
record ColumnPattern(List<Predicate<String>> before, boolean ellipsis, List<Predicate<String>> after)
        implements FilterPattern {
    /// What is in brackets or in quotes is one column.
    private static final Pattern COLUMN = Pattern.compile("\\[([^\\]]*)\\]|\"([^\"]*)\"|(\\S+)");

    /// Reads one behind its opening bracket.
    static FilterPattern parse(Cursor cursor) {
        var before = new ArrayList<Predicate<String>>();
        var after = new ArrayList<Predicate<String>>();
        var ellipsis = false;
        do {
            if (cursor.skipBlanks().accept("...")) {
                if (ellipsis) throw new IllegalArgumentException("a pattern has at most one ellipsis");
                ellipsis = true;
            } else (ellipsis ? after : before).add(new Conditions<String>(cursor, ColumnPattern::single).any());
        } while (cursor.skipBlanks().accept(","));
        cursor.expect("]");
        return new ColumnPattern(before, ellipsis, after);
    }

    private static Predicate<String> single(Cursor cursor) {
        var name =
                cursor.take(character -> Character.isLetterOrDigit(character) || character == '_' || character == '-');
        if (name.isEmpty()) throw cursor.unexpected("the name of a column");
        var operator = Operator.read(cursor);
        return operator == null ? _ -> true : Comparison.read(operator, cursor)::holds;
    }

    @Override
    public boolean matches(String message) {
        var columns = columns(message);
        var named = before.size() + after.size();
        if (ellipsis ? columns.size() < named : columns.size() != named) return false;
        return hold(before, columns.subList(0, before.size()))
                && hold(after, columns.subList(columns.size() - after.size(), columns.size()));
    }

    private static boolean hold(List<Predicate<String>> conditions, List<String> columns) {
        for (var i = 0; i < conditions.size(); i++) if (!conditions.get(i).test(columns.get(i))) return false;
        return true;
    }

    private static List<String> columns(String message) {
        var columns = new ArrayList<String>();
        var matcher = COLUMN.matcher(message);
        while (matcher.find())
            for (var group = 1; group <= 3; group++)
                if (matcher.group(group) != null) columns.add(matcher.group(group));
        return columns;
    }
}
