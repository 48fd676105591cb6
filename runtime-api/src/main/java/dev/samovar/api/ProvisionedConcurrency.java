package dev.samovar.api;

import java.time.Instant;

/// Environments kept ready for one qualifier of a function.
///
/// @param requested how many are wanted
/// @param available how many are ready
/// @param allocated how many have been started
/// @param status how far the allocation is
/// @param statusReason why it failed; empty else
/// @param lastModified when it was asked for
///
/// Source: AWS Lambda API reference, "GetProvisionedConcurrencyConfig".
public record ProvisionedConcurrency(
        Qualifier qualifier,
        int requested,
        int available,
        int allocated,
        Status status,
        String statusReason,
        Instant lastModified) {

    /// How far an allocation is.
    public enum Status {
        IN_PROGRESS,
        READY,
        FAILED
    }
}
