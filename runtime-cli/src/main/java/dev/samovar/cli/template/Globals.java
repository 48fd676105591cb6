package dev.samovar.cli.template;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What SAM's `Globals` add to a resource: maps are merged, lists are continued, and anything else is overridden.
///
/// Source: AWS SAM developer guide, "Globals section of the template".
final class Globals {
    private Globals() {}

    /// The properties of a resource with what they share with others.
    ///
    /// @param ignored the value of `IgnoreGlobals`: a list of names, or `*`
    static ObjectNode merged(JsonNode globals, ObjectNode own, JsonNode ignored) {
        if (!globals.isObject() || ignored.asString("").equals("*")) return own;
        var shared = (ObjectNode) globals.deepCopy();
        if (ignored.isArray()) ignored.forEach(name -> shared.remove(name.asString("")));
        return (ObjectNode) merge(shared, own);
    }

    private static JsonNode merge(JsonNode global, JsonNode own) {
        if (global.isArray() && own.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            global.forEach(list::add);
            own.forEach(list::add);
            return list;
        }
        if (!isMap(global) || !isMap(own)) return own;
        var merged = (ObjectNode) global.deepCopy();
        own.forEachEntry((name, value) -> merged.set(name, merged.has(name) ? merge(merged.get(name), value) : value));
        return merged;
    }

    /// A function's call is one value.
    private static boolean isMap(JsonNode node) {
        return node.isObject() && Intrinsic.of(node) == null;
    }
}
