package dev.samovar.process.custom;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;

/// Faults of programs that do not start.
final class Faults {
    private Faults() {}

    /// It cannot be started.
    static Fault invalidEntrypoint(String why) {
        return new Fault(Fault.Kind.EXIT, "Runtime.InvalidEntrypoint", why, Payload.EMPTY);
    }
}
