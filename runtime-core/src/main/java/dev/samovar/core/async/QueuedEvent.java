package dev.samovar.core.async;

import dev.samovar.api.InvocationRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that was accepted. Immutable; an attempt makes another one of it.
///
/// @param id the request's id, which all attempts share
/// @param request what was asked for, as a synchronous request
/// @param acceptedAt when, in ticks
/// @param attempts how often it ran
/// @param last what the last attempt came to, null before the first
record QueuedEvent(
        UUID id,
        InvocationRequest request,
        long acceptedAt,
        int attempts,
        @Nullable Attempt last) {

    /// It ran once more.
    QueuedEvent after(Attempt attempt) {
        return new QueuedEvent(id, request, acceptedAt, attempts + 1, attempt);
    }
}
