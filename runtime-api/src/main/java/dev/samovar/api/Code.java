package dev.samovar.api;

import java.nio.file.Path;

/// Where a function's deployment package comes from.
public sealed interface Code {

    /// A zip or jar file, or a directory that holds what the zip would hold. It is read once, when the
    /// function is written.
    record OnDisk(Path path) implements Code {}

    /// The bytes of a zip or jar.
    record Zip(Payload bytes) implements Code {}

    /// A published version of a layer, for [FunctionSpec#layers].
    record Layer(LayerVersion version) implements Code {}

    /// A handler of the host itself ([Isolation#HOST]). It is not stored: a host registers it at each start.
    record OfHost(Handler handler) implements Code {}
}
