package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.core.io.JsonStringEncoder;

/// The faults that the platform itself finds, in Lambda's words.
///
/// Source: AWS Lambda developer guide, "Troubleshoot invocation issues in Lambda".
final class PlatformFaults {
    static final int RESPONSE_LIMIT = 6 * 1024 * 1024 + 100;

    private PlatformFaults() {}

    static Fault timedOut(UUID id, Duration timeout) {
        return fault(
                Fault.Kind.TIMEOUT,
                "Sandbox.Timedout",
                "RequestId: " + id + " Error: Task timed out after "
                        + String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0) + " seconds");
    }

    /// The runtime ended by itself.
    ///
    /// @param why such as `Runtime exited with error: exit status 1`
    static Fault exited(UUID id, String why) {
        return exited(id, "Runtime.ExitError", why);
    }

    private static Fault exited(UUID id, String type, String why) {
        return fault(Fault.Kind.EXIT, type, "RequestId: " + id + " Error: " + why);
    }

    /// A bridge's fault as the caller is told: that a runtime ended by itself, or did not start, is told with the
    /// request.
    static Fault told(UUID id, Fault fault) {
        return fault.kind() == Fault.Kind.EXIT && fault.payload().size() == 0
                ? exited(id, fault.errorType(), fault.errorMessage())
                : fault;
    }

    static Fault responseTooLarge() {
        var message = "Response payload size exceeded maximum allowed payload size (" + RESPONSE_LIMIT + " bytes).";
        return new Fault(
                Fault.Kind.RESPONSE_TOO_LARGE,
                "Function.ResponseSizeTooLarge",
                message,
                Payload.json(
                        "{\"errorMessage\":" + quoted(message) + ",\"errorType\":\"Function.ResponseSizeTooLarge\"}"));
    }

    private static Fault fault(Fault.Kind kind, String type, String message) {
        return new Fault(
                kind,
                type,
                message,
                Payload.json("{\"errorType\":" + quoted(type) + ",\"errorMessage\":" + quoted(message) + "}"));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
