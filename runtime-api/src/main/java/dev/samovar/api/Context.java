package dev.samovar.api;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a [Handler] may know of the invocation it serves. It is valid until the handler returns.
///
/// Source: AWS Lambda developer guide, "Using the Lambda context object to retrieve Java function information".
public interface Context {

    /// The request id, a UUID as text: the same one that the caller, the log and the report carry.
    String requestId();

    /// The function.
    FunctionName functionName();

    /// The version that runs, which an alias may have chosen.
    Version functionVersion();

    /// The ARN as it was invoked, with the qualifier that was asked for.
    String invokedFunctionArn();

    /// The memory of the function in MiB.
    int memoryMb();

    /// The log group that [#logger()] writes to.
    String logGroup();

    /// The log stream of this environment.
    String logStream();

    /// How long there is until the deadline; negative once it has passed.
    Duration remaining();

    /// The caller's client context as JSON text, if it sent one.
    Optional<String> clientContext();

    /// The tenant this environment belongs to, for functions with tenant isolation.
    Optional<String> tenantId();

    /// The X-Ray trace header of the invocation, if there is one.
    Optional<String> traceHeader();

    /// The function's environment variables.
    Map<String, String> environment();

    /// The function's log.
    FunctionLogger logger();

    /// The response as a stream: the first write begins the answer, and the caller sees bytes as they are
    /// written if it asked for a stream, else all of them at the end (6 MiB at the most).
    OutputStream responseStream();
}
