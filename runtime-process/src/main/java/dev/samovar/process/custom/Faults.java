package dev.samovar.process.custom;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import java.util.UUID;

/// Faults of programs that end, or do not start. What is told of them has no character that JSON escapes.
final class Faults {
    private static final String EXIT = "Runtime.ExitError";

    private Faults() {}

    /// It cannot be started.
    static Fault invalidEntrypoint(String why) {
        return new Fault(Fault.Kind.EXIT, "Runtime.InvalidEntrypoint", why, Payload.EMPTY);
    }

    /// It ended before there was a request.
    ///
    /// @param why such as `Runtime exited with error: exit status 1`
    static Fault ended(String why) {
        return new Fault(Fault.Kind.EXIT, EXIT, why, Payload.EMPTY);
    }

    /// It ended in a request.
    static Fault ended(UUID requestId, String why) {
        var message = "RequestId: " + requestId + " Error: " + why;
        return new Fault(
                Fault.Kind.EXIT,
                EXIT,
                message,
                Payload.json("{\"errorType\":\"" + EXIT + "\",\"errorMessage\":\"" + message + "\"}"));
    }
}
