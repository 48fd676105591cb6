package dev.samovar.http.lambda;

import dev.samovar.http.shape.Input;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A part of a list. A marker is where the next part begins, and means nothing to a caller.
final class Page {
    /// What one answer holds if nothing else is said; of most things it holds no more, whatever is asked for.
    static final int USUAL = 50;

    private Page() {}

    static <T> ObjectNode of(Input input, String member, List<T> all, Function<T, JsonNode> shown) {
        return of(input, USUAL, USUAL, member, all, shown);
    }

    /// @param usual how many there are if the request does not say
    /// @param most how many there are whatever it says
    static <T> ObjectNode of(
            Input input, int usual, int most, String member, List<T> all, Function<T, JsonNode> shown) {
        var start =
                Math.min(all.size(), input.optional("Marker").map(Page::place).orElse(0));
        var end = Math.min(
                all.size(), start + Math.min(most, input.number("MaxItems").orElse(usual)));
        var json = JsonMapper.shared().createObjectNode();
        var array = json.putArray(member);
        all.subList(start, end).forEach(element -> array.add(shown.apply(element)));
        if (end < all.size()) json.put("NextMarker", Integer.toString(end));
        return json;
    }

    private static int place(String marker) {
        try {
            return Math.max(0, Integer.parseInt(marker));
        } catch (NumberFormatException e) {
            throw Targets.invalid("Invalid Marker: the marker is not one of this list.");
        }
    }
}
