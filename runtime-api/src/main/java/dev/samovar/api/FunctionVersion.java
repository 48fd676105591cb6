package dev.samovar.api;

import java.time.Instant;
import java.util.UUID;

/// One version of a function as it stands: what it is and how it got there.
///
/// @param spec the code and configuration; of a published version it never changes
/// @param version `$LATEST` or the published number
/// @param arn the ARN with the version as its qualifier
/// @param state whether it can be invoked
/// @param stateReason why it cannot, as a sentence; empty when active
/// @param update how the last update went
/// @param updateReason why it failed or what is under way; empty else
/// @param revisionId changes at every write and again when an update finishes
/// @param codeSha256 the SHA-256 of the package in base64
/// @param layersSha256 the SHA-256 of the layers together in base64; empty without layers
/// @param codeSize the size of the package in bytes
/// @param lastModified when it was last written
/// @param engine the engine that new environments of it start on, such as `java`; it can change while the version
///     stands, under the same `revisionId`
/// @param engineReason why this engine was chosen, as a sentence; it changes with the engine
public record FunctionVersion(
        FunctionSpec spec,
        Version version,
        FunctionArn arn,
        FunctionState state,
        String stateReason,
        UpdateStatus update,
        String updateReason,
        UUID revisionId,
        String codeSha256,
        String layersSha256,
        long codeSize,
        Instant lastModified,
        String engine,
        String engineReason) {

    /// The function.
    public FunctionName name() {
        return spec.name();
    }

    /// The version of the runtime that new environments of it run on, such as `java:21.v1`.
    public String runtimeVersion() {
        return RuntimeVersions.of(this);
    }

    /// The ARN of that version, the same for the same runtime and engine.
    public String runtimeVersionArn() {
        return RuntimeVersions.arnOf(this);
    }
}
