package dev.samovar.api;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a function's deployment package comes from.
public sealed interface Code {

    /// A zip or jar file, or a directory that holds what the zip would hold. It is read once, when the
    /// function is written.
    record OnDisk(Path path) implements Code {}

    /// The bytes of a zip or jar.
    record Zip(Payload bytes) implements Code {}

    /// An object in S3, or wherever a host's [dev.samovar.spi.CodeSource] keeps buckets. It is read once, when the
    /// function is written.
    ///
    /// @param version the version of the object, null for the newest
    record InS3(String bucket, String key, @Nullable String version) implements Code {}

    /// A published version of a layer, for [FunctionSpec#layers].
    record Layer(LayerVersion version) implements Code {}

    /// A handler of the host itself ([Isolation#HOST]). It is not stored: a host registers it at each start.
    record OfHost(Handler handler) implements Code {}
}
