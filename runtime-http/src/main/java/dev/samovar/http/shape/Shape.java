package dev.samovar.http.shape;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a value of the API may be.
///
/// @param sensitive whether no message may show it
/// @param constraints what it must satisfy by itself, whatever it holds
/// @param members those of a structure, by name
/// @param element the shape of a list's elements or a map's values, or null
/// @param key the shape of a map's keys, or null
record Shape(
        Type type,
        boolean sensitive,
        List<Constraint> constraints,
        Map<String, Member> members,
        @Nullable String element,
        @Nullable String key) {
    enum Type {
        STRING,
        BLOB,
        BOOLEAN,
        INTEGER,
        LONG,
        DOUBLE,
        TIMESTAMP,
        LIST,
        MAP,
        STRUCTURE
    }

    /// Where a request has a member.
    enum Place {
        BODY,
        PATH,
        QUERY,
        HEADER,
        /// The body is the member.
        PAYLOAD
    }

    /// @param as what the member is called where it stands
    record Member(String shape, Place place, String as, boolean required) {}
}
