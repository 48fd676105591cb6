package dev.samovar.http.identity;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A role: something that functions are said to run as.
///
/// @param trust the document that says who may be it
/// @param boundary the ARN of the policy that bounds it, or null
/// @param inline its own policies, documents by name
/// @param attached the names of managed policies by ARN
record Role(
        String path,
        String name,
        String id,
        String arn,
        Instant created,
        String trust,
        @Nullable String description,
        int maxSessionSeconds,
        @Nullable String boundary,
        SortedMap<String, String> tags,
        SortedMap<String, String> inline,
        SortedMap<String, String> attached) {

    Role {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
        attached = Collections.unmodifiableSortedMap(new TreeMap<>(attached));
    }

    Role withTrust(String document) {
        return new Role(
                path,
                name,
                id,
                arn,
                created,
                document,
                description,
                maxSessionSeconds,
                boundary,
                tags,
                inline,
                attached);
    }

    Role described(@Nullable String as, int sessionSeconds) {
        return new Role(path, name, id, arn, created, trust, as, sessionSeconds, boundary, tags, inline, attached);
    }

    Role withTags(Consumer<Map<String, String>> change) {
        return with(changed(tags, change), inline, attached);
    }

    Role withInline(Consumer<Map<String, String>> change) {
        return with(tags, changed(inline, change), attached);
    }

    Role withAttached(Consumer<Map<String, String>> change) {
        return with(tags, inline, changed(attached, change));
    }

    private Role with(
            SortedMap<String, String> tagged, SortedMap<String, String> own, SortedMap<String, String> managed) {
        return new Role(
                path, name, id, arn, created, trust, description, maxSessionSeconds, boundary, tagged, own, managed);
    }

    private static SortedMap<String, String> changed(Map<String, String> before, Consumer<Map<String, String>> change) {
        var after = new TreeMap<>(before);
        change.accept(after);
        return after;
    }
}
