package dev.samovar.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The event source mappings of the account. They outlive their functions.
///
/// Every method throws [RequestRefusedException] with the API's status, code and message when it refuses.
///
/// Source: AWS Lambda API reference, "CreateEventSourceMapping" and its likes.
public interface EventSourceMappings {

    /// A new mapping.
    ///
    /// @param settings by the API's names
    EventSourceMapping create(FunctionRef function, boolean enabled, Map<String, Object> settings);

    /// The mapping.
    EventSourceMapping get(UUID id);

    /// Changes a mapping; what is null, or not among the settings, stays.
    EventSourceMapping update(
            UUID id, @Nullable FunctionRef function, @Nullable Boolean enabled, Map<String, Object> settings);

    /// Deletes a mapping, and answers what it was.
    EventSourceMapping delete(UUID id);

    /// All, in the order they were made.
    List<EventSourceMapping> list();
}
