package dev.samovar.process.runtimeapi;

import dev.samovar.api.FunctionVersion;
import java.util.List;

/// Whom an endpoint is for: a function and the extensions that are started with it.
///
/// @param version what extensions are told of the function
/// @param extensions the names of the programs in `/opt/extensions`
public record Guests(FunctionVersion version, List<String> extensions) {
    public Guests {
        extensions = List.copyOf(extensions);
    }
}
