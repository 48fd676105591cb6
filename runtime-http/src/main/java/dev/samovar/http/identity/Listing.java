package dev.samovar.http.identity;

import dev.samovar.http.shape.Input;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A part of a list that is sorted by what tells its elements apart. The marker is the last one of the part before.
final class Listing {
    private static final int MOST = 100;

    private Listing() {}

    /// Elements that have members.
    static <T> void of(
            Input input, Xml result, String name, List<T> all, Function<T, String> key, BiConsumer<Xml, T> shown) {
        var sorted = new TreeMap<String, T>();
        all.forEach(element -> sorted.put(key.apply(element), element));
        var part = part(input, sorted);
        result.list(name, part, shown);
        end(result, sorted, part.isEmpty() ? "" : key.apply(part.getLast()));
    }

    /// Elements that are texts.
    static void ofTexts(Input input, Xml result, String name, List<String> all) {
        var sorted = new TreeMap<String, String>();
        all.forEach(element -> sorted.put(element, element));
        var part = part(input, sorted);
        result.list(name, part);
        end(result, sorted, part.isEmpty() ? "" : part.getLast());
    }

    private static <T> List<T> part(Input input, NavigableMap<String, T> sorted) {
        return sorted.tailMap(input.optional("Marker").orElse(""), false).values().stream()
                .limit(input.number("MaxItems").orElse(MOST))
                .toList();
    }

    private static <T> void end(Xml result, NavigableMap<String, T> sorted, String last) {
        var more = !last.isEmpty() && sorted.higherKey(last) != null;
        result.text("IsTruncated", Boolean.toString(more));
        if (more) result.text("Marker", last);
    }
}
