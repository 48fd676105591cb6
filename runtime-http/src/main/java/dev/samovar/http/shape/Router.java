package dev.samovar.http.shape;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the operation that a request means. A path is taken apart before its parts are decoded, so that a name may
/// hold an encoded slash.
public final class Router {
    /// What was found.
    ///
    /// @param path the decoded parts of the path that stand for members
    /// @param query the decoded parameters, each with all its values
    public record Route(Operation operation, Map<String, String> path, Map<String, List<String>> query) {}

    private final Model model;

    /// Finds the operations of this model.
    public Router(Model model) {
        this.model = model;
    }

    /// The operation, or null if there is none.
    ///
    /// @param target path and query as they came
    /// @throws IllegalArgumentException if a percent sign encodes nothing
    public @Nullable Route find(String method, String target) {
        var mark = target.indexOf('?');
        var segments = Model.segments(mark < 0 ? target : target.substring(0, mark));
        var query = mark < 0 ? Map.<String, List<String>>of() : query(target.substring(mark + 1));
        Operation found = null;
        for (var operation : model.operations()) {
            if (!operation.method().equals(method) || !matches(operation.path(), segments)) continue;
            if (!meant(operation, query)) continue;
            if (found == null || found.query().isEmpty()) found = operation;
        }
        return found == null ? null : new Route(found, members(found.path(), segments), query);
    }

    private static boolean matches(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) return false;
        for (var i = 0; i < pattern.size(); i++)
            if (!isMember(pattern.get(i)) && !pattern.get(i).equals(segments.get(i))) return false;
        return true;
    }

    private static boolean meant(Operation operation, Map<String, List<String>> query) {
        for (var wanted : operation.query().entrySet())
            if (!query.getOrDefault(wanted.getKey(), List.of()).contains(wanted.getValue())) return false;
        return true;
    }

    private static boolean isMember(String part) {
        return part.startsWith("{");
    }

    private static Map<String, String> members(List<String> pattern, List<String> segments) {
        var members = new HashMap<String, String>();
        for (var i = 0; i < pattern.size(); i++) {
            var part = pattern.get(i);
            if (isMember(part)) members.put(part.substring(1, part.length() - 1), decode(segments.get(i), false));
        }
        return members;
    }

    private static Map<String, List<String>> query(String text) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&", -1)) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            parameters
                    .computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1), true));
        }
        return parameters;
    }

    /// A plus is a blank in a query only.
    private static String decode(String text, boolean query) {
        return URLDecoder.decode(query ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
