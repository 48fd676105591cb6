package dev.samovar.spi;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.Report;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Hears what happens in a runtime, on the threads where it happens: methods must be quick and must not throw.
public interface RuntimeListener {

    /// A request was refused before it ran.
    default void refused(FunctionRef function, Refusal refusal) {}

    /// An invocation is about to reach its handler.
    default void started(FunctionVersion version, @Nullable Qualifier qualifier, UUID requestId, Capacity capacity) {}

    /// Provisioned concurrency was asked for.
    ///
    /// @param requested how many environments are to be ready; 0 when it was taken away
    default void provisioned(FunctionName function, Qualifier qualifier, int requested) {}

    /// An invocation is over: its environment is done with it, or was taken from it at the deadline.
    ///
    /// @param fault why it failed, or null
    /// @param capacity what it ran on
    default void ended(
            FunctionVersion version,
            @Nullable Qualifier qualifier,
            UUID requestId,
            Report report,
            @Nullable Fault fault,
            Capacity capacity) {}

    /// An environment was initialised, or failed to be.
    default void initialised(FunctionVersion version, Duration took, @Nullable Fault fault) {}

    /// An environment is gone.
    default void environmentEnded(FunctionVersion version, String why) {}

    /// An instance missed its deadline and did not die: it keeps its permit until it ends.
    default void quarantined(FunctionVersion version, UUID requestId) {}

    /// A quarantined instance ended after all.
    default void released(FunctionVersion version, UUID requestId) {}

    /// A version moved to another engine, on which new environments start from now on.
    ///
    /// @param version the version as it is described now, with the engine and why
    default void engineChanged(FunctionVersion version) {}

    /// A function was deleted, with all its versions and aliases.
    default void deleted(FunctionName function) {}

    /// An asynchronous event was accepted.
    default void eventAccepted(FunctionRef function) {}

    /// An asynchronous event runs.
    ///
    /// @param age how long ago it was accepted
    default void eventStarted(FunctionRef function, Duration age) {}

    /// An asynchronous event is given up, without having run to its end.
    ///
    /// @param why such as `RetriesExhausted`
    default void eventDropped(FunctionRef function, String why) {}

    /// What became of an asynchronous event could not be told.
    ///
    /// @param arn who should have been told
    /// @param deadLetter whether that is the dead-letter queue or topic of the function
    default void deliveryFailed(FunctionRef function, String arn, boolean deadLetter) {}

    /// The runtime is closed. Only a quarantined instance that ends later may still be heard of.
    default void closed() {}
}
