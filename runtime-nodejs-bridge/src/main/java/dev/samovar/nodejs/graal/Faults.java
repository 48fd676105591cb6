package dev.samovar.nodejs.graal;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import dev.samovar.spi.ProcessEnd;

/// Faults of functions, and of the engine under them.
final class Faults {
    private Faults() {}

    /// A fault that the guest's runtime described: its type, its message, and the body that the caller gets.
    static Fault of(Fault.Kind kind, Object type, Object message, Object json) {
        return new Fault(kind, Guest.string(type), Guest.string(message), payload(json));
    }

    private static Payload payload(Object json) {
        return Payload.of(Utf8Text.encode(Guest.string(json)));
    }

    /// The runtime ended.
    static Fault exited(ProcessEnd end) {
        return Fault.ended(end.reason());
    }
}
