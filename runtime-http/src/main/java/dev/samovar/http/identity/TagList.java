package dev.samovar.http.identity;

import dev.samovar.http.shape.Input;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tags as requests and answers hold them.
final class TagList {
    private static final int MOST = 50;

    private TagList() {}

    static SortedMap<String, String> of(Input input) {
        var tags = new TreeMap<String, String>();
        for (var tag : input.structures("Tags"))
            if (tags.put(tag.text("Key"), tag.text("Value")) != null)
                throw IdentityError.invalid(
                        "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        return tags;
    }

    static void check(Map<String, String> tags) {
        if (tags.size() > MOST)
            throw IdentityError.conflict("LimitExceeded", "The number of tags has reached the maximum limit: " + MOST);
    }

    static void show(Xml xml, Map.Entry<String, String> tag) {
        xml.text("Key", tag.getKey()).text("Value", tag.getValue());
    }
}
