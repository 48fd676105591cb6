package dev.samovar.core.registry;

import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.UpdateStatus;
import java.util.UUID;

/// A version as it is described when something about it is different.
final class Redescribed {
    private Redescribed() {}

    /// In another state.
    static FunctionVersion as(
            FunctionVersion version,
            FunctionState state,
            String stateReason,
            UpdateStatus update,
            String updateReason,
            UUID revision) {
        return new FunctionVersion(
                version.spec(),
                version.version(),
                version.arn(),
                state,
                stateReason,
                update,
                updateReason,
                revision,
                version.codeSha256(),
                version.layersSha256(),
                version.codeSize(),
                version.lastModified(),
                version.engine(),
                version.engineReason());
    }

    /// On another engine, which is no write.
    static FunctionVersion onEngine(FunctionVersion version, String engine, String reason) {
        return new FunctionVersion(
                version.spec(),
                version.version(),
                version.arn(),
                version.state(),
                version.stateReason(),
                version.update(),
                version.updateReason(),
                version.revisionId(),
                version.codeSha256(),
                version.layersSha256(),
                version.codeSize(),
                version.lastModified(),
                engine,
                reason);
    }
}
