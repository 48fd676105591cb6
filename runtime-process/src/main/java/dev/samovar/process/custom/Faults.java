package dev.samovar.process.custom;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;

/// Faults of programs that end, or do not start.
final class Faults {
    private Faults() {}

    /// It cannot be started.
    static Fault invalidEntrypoint(String why) {
        return new Fault(Fault.Kind.EXIT, "Runtime.InvalidEntrypoint", why, Payload.EMPTY);
    }

    /// It ended.
    ///
    /// @param why such as `Runtime exited with error: exit status 1`
    static Fault ended(String why) {
        return new Fault(Fault.Kind.EXIT, "Runtime.ExitError", why, Payload.EMPTY);
    }
}
