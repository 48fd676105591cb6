package dev.samovar.api;

/// Why a function failed.
///
/// @param kind which of the ways to fail it was
/// @param errorType Lambda's `errorType`, such as `Sandbox.Timedout` or `java.lang.IllegalStateException`;
///     may be empty
/// @param errorMessage Lambda's `errorMessage`; may be empty
/// @param payload the JSON body that the caller gets
///
/// Source: AWS Lambda developer guide, "Lambda function errors".
public record Fault(Kind kind, String errorType, String errorMessage, Payload payload) {

    /// The ways to fail.
    public enum Kind {
        /// The handler threw or answered an error; the environment stays warm.
        HANDLER,
        /// The function could not be initialised.
        INIT,
        /// The deadline passed.
        TIMEOUT,
        /// The runtime ended: exit, crash, out of memory.
        EXIT,
        /// The answer was larger than 6 MiB.
        RESPONSE_TOO_LARGE
    }

    /// The runtime of a function ended, or did not start.
    ///
    /// @param why such as `Runtime exited with error: exit status 1`
    public static Fault ended(String why) {
        return new Fault(Kind.EXIT, "Runtime.ExitError", why, Payload.EMPTY);
    }
}
