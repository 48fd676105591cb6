package dev.samovar.java.handler;

import dev.samovar.api.Payload;
import org.jspecify.annotations.Nullable;

/// A handler that was found and made.
public sealed interface LoadedHandler permits RequestHandling, StreamHandling, MethodHandling, SamovarHandling {

    /// Calls it.
    ///
    /// @return the answer, or null if the handler wrote to [Call#output()]
    @Nullable
    Payload handle(Call call) throws Throwable;
}
