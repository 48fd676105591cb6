package dev.samovar.http.logs;

import dev.samovar.http.shape.Input;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A part of a list. Its token says behind which element the next part begins, so that what is made or deleted
/// meanwhile moves nothing.
final class Part {
    private static final int MOST = 50;

    private Part() {}

    /// @param key tells elements apart
    /// @param shown empty for one that went meanwhile
    static <T> ObjectNode of(
            Input input, String member, List<T> all, Function<T, String> key, Function<T, Optional<JsonNode>> shown) {
        var rest = all;
        if (input.has("nextToken")) {
            var last = decoded(input.text("nextToken"));
            var place = all.stream().map(key).toList().indexOf(last);
            if (place < 0) throw LogTargets.invalid("The specified nextToken is invalid.");
            rest = all.subList(place + 1, all.size());
        }
        var part = rest.subList(0, Math.min(rest.size(), input.number("limit").orElse(MOST)));
        var json = JsonMapper.shared().createObjectNode();
        var array = json.putArray(member);
        part.forEach(element -> shown.apply(element).ifPresent(array::add));
        if (part.size() < rest.size()) json.put("nextToken", encoded(key.apply(part.getLast())));
        return json;
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw LogTargets.invalid("The specified nextToken is invalid.");
        }
    }
}
