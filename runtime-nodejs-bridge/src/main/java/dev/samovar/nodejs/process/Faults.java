package dev.samovar.nodejs.process;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import dev.samovar.spi.Frame;

/// Faults of functions that run in a child, and of the child.
final class Faults {
    private Faults() {}

    /// An error that the child's runtime described.
    static Fault of(Fault.Kind kind, Frame frame) {
        return new Fault(kind, frame.text(0), frame.text(1), Payload.owning(frame.part(2)));
    }

    /// The child ended.
    ///
    /// @param why such as `Runtime exited with error: exit status 1`
    static Fault ended(String why) {
        return new Fault(Fault.Kind.EXIT, "Runtime.ExitError", why, Payload.EMPTY);
    }
}
