package dev.samovar.core.async;

import dev.samovar.api.InvocationRequest;
import java.util.UUID;

/// Knows the trace header that the function of a request saw, so that what follows from it is of the same chain.
@FunctionalInterface
public interface Traces {
    /// The header.
    ///
    /// @param id the request's id
    String of(UUID id, InvocationRequest request);
}
