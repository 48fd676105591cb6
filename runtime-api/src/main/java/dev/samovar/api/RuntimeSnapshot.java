package dev.samovar.api;

import java.time.Duration;
import java.util.List;

/// What a runtime holds at one moment.
///
/// @param environments every environment there is
/// @param limit the account's concurrency limit
/// @param inFlight permits taken, quarantined ones among them
/// @param quarantined permits held by instances that missed their deadline and could not be killed
/// @param unreservedInFlight permits taken from the account's unreserved pool
/// @param claimed the account's concurrency that is in use on unreserved capacity, reserved or provisioned
/// @param waitingEvents asynchronous events that wait for their turn or their next attempt
/// @param repeatedEvents asynchronous events that had begun when an earlier runtime on the same store ended, and run
///     again
/// @param provisioned what is provisioned
public record RuntimeSnapshot(
        List<Environment> environments,
        int limit,
        int inFlight,
        int quarantined,
        int unreservedInFlight,
        int claimed,
        int waitingEvents,
        int repeatedEvents,
        List<Provisioned> provisioned) {

    /// Provisioned capacity of one qualifier.
    ///
    /// @param allocated environments ready or in use
    /// @param inUse environments in use
    public record Provisioned(FunctionName function, Qualifier qualifier, int allocated, int inUse) {}

    /// One environment.
    ///
    /// @param id unique within the runtime
    /// @param function the function and version, as `name:version`; empty for a blank
    /// @param engine what runs it
    /// @param state what it is doing
    /// @param provisioned whether it is counted as provisioned
    /// @param age since it was started
    public record Environment(
            long id, String function, String engine, EnvironmentState state, boolean provisioned, Duration age) {}
}
