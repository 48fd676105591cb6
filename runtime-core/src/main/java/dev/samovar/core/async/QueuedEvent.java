package dev.samovar.core.async;

import dev.samovar.api.FunctionRef;
import dev.samovar.api.InvocationRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that was accepted. Immutable; an attempt makes another one of it.
///
/// @param id the request's id, which all attempts share
/// @param head what was asked for, as a synchronous request, without its event
/// @param body the event itself
/// @param acceptedAt when, in ticks
/// @param attempts how often it ran
/// @param last what the last attempt came to, null before the first
/// @param found whether an earlier runtime accepted it
record QueuedEvent(
        UUID id,
        InvocationRequest head,
        Body body,
        long acceptedAt,
        int attempts,
        @Nullable Attempt last,
        boolean found) {

    FunctionRef function() {
        return head.function();
    }

    /// It ran once more.
    QueuedEvent after(Attempt attempt) {
        return new QueuedEvent(id, head, body, acceptedAt, attempts + 1, attempt, found);
    }
}
