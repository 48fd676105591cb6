package dev.samovar.http.shape;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A body of parameters and their values. Parameters of structures and lists say where in them they stand:
/// `Tags.member.1.Key`.
public final class Form {
    private final NavigableMap<String, String> parameters = new TreeMap<>();

    private Form() {}

    /// Reads one; of parameters that come twice the last counts.
    ///
    /// @throws IllegalArgumentException if a percent sign encodes nothing
    public static Form of(byte[] body) {
        var form = new Form();
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            form.parameters.put(
                    decoded(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// The value of a parameter.
    public Optional<String> value(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    /// Whether a parameter stands here, or in what stands here.
    boolean has(String place) {
        if (parameters.containsKey(place)) return true;
        var next = parameters.higherKey(place + ".");
        return next != null && next.startsWith(place + ".");
    }
}
