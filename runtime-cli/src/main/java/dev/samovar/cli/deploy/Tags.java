package dev.samovar.cli.deploy;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Tags of functions: those that a template gives, and those by which a stack knows what is its own.
final class Tags {
    private static final String OURS = "samovar:";

    private Tags() {}

    /// Those of a template, a list of keys and values.
    static Map<String, String> declared(JsonNode list) {
        var tags = new TreeMap<String, String>();
        list.forEach(
                tag -> tags.put(tag.path("Key").asString(""), tag.path("Value").asString("")));
        return tags;
    }

    /// Those that an answer shows, an object.
    static Map<String, String> shown(JsonNode object) {
        var tags = new TreeMap<String, String>();
        object.forEachEntry((key, value) -> tags.put(key, value.asString("")));
        return tags;
    }

    static boolean isOurs(String key) {
        return key.startsWith(OURS);
    }

    /// The tag that says which version a resource has published.
    static String version(String resource) {
        return OURS + "version:" + resource;
    }
}
