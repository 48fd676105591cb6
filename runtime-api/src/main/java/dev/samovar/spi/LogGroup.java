package dev.samovar.spi;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a log store knows of a group, besides its streams.
///
/// @param createdMillis in milliseconds since 1970
/// @param retention how long events are kept, or null for as long as there is space
/// @param storedBytes about how many bytes its events take
public record LogGroup(
        String name, long createdMillis, @Nullable Duration retention, Map<String, String> tags, long storedBytes) {
    public LogGroup {
        tags = Map.copyOf(tags);
    }
}
