package dev.samovar.api;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// What feeds a function from a queue or a stream. It is recorded and checked; nothing reads from the source.
///
/// @param id its name
/// @param arn its ARN
/// @param function the ARN of what is invoked, with the qualifier that was given
/// @param enabled whether it feeds the function
/// @param settings everything else by the API's names, such as `BatchSize`: texts, numbers, booleans, lists and maps,
///     with the defaults of its kind of source
/// @param modified when it was changed last
///
/// Source: AWS Lambda API reference, "CreateEventSourceMapping".
public record EventSourceMapping(
        UUID id, String arn, FunctionArn function, boolean enabled, Map<String, Object> settings, Instant modified) {

    /// Keeps the settings as they are now.
    public EventSourceMapping {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /// The ARN of the source, if it has one.
    public Optional<String> source() {
        return Optional.ofNullable((String) settings.get("EventSourceArn"));
    }
}
