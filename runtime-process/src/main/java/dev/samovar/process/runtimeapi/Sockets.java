package dev.samovar.process.runtimeapi;

import java.nio.file.Path;

/// The Unix sockets that lead to a runtime which has no network, and from it.
///
/// @param api where its Runtime API listens
/// @param inward where connections wait that lead to what listens beside the runtime
public record Sockets(Path api, Path inward) {
    /// The port of its own loopback interface that leads to the Runtime API, as on Lambda.
    public static final int API_PORT = 9001;
}
