package dev.samovar.process.runtimeapi;

import java.time.Instant;
import java.util.List;

/// What the log says of one extension.
///
/// @param state such as `Ready`
/// @param events those it registered for
/// @param errorType of the failure that it told of, or that it was not started for; empty without one
public record ExtensionState(String name, String state, List<String> events, String errorType) {

    /// As a line of text, in Lambda's words.
    public String text() {
        return "EXTENSION\tName: " + name + "\tState: " + state + "\tEvents: [" + String.join(", ", events) + "]"
                + (errorType.isEmpty() ? "" : "\tError Type: " + errorType) + "\n";
    }

    /// As an event of the platform.
    ///
    /// @param time when that was
    public String json(Instant time) {
        return Json.event("platform.extension", time, Json.record(this)) + "\n";
    }
}
