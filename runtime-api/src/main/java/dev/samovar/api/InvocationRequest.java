package dev.samovar.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One request to invoke a function. Immutable; each method with a parameter answers a changed copy.
///
/// Source: AWS Lambda API reference, "Invoke".
///
/// @param function what to invoke
/// @param event the input
/// @param type whether to wait
/// @param logType whether to answer the log tail
/// @param clientContext the client context as JSON text (decoded, not base64), or null
/// @param traceHeader an X-Ray trace header or a W3C `traceparent`, or null to begin a trace. Functions see
///     X-Ray's form, as on Lambda: a `traceparent` gives its trace id as `Root` (X-Ray's time is the first
///     eight digits), its parent id as `Parent` and its sampled flag as `Sampled`. Other text passes unchanged
/// @param tenantId the tenant, for functions with tenant isolation, or null
/// @param freshEnvironment whether the invocation must have a new environment: a cold start on purpose
public record InvocationRequest(
        FunctionRef function,
        Event event,
        InvocationType type,
        LogType logType,
        @Nullable String clientContext,
        @Nullable String traceHeader,
        @Nullable String tenantId,
        boolean freshEnvironment) {
    private static final int LONGEST_CONTEXT = 3583;

    /// @throws IllegalArgumentException if the client context is larger than 3583 bytes in base64
    public InvocationRequest {
        if (clientContext != null && base64Length(clientContext) > LONGEST_CONTEXT)
            throw new IllegalArgumentException("the client context has at most " + LONGEST_CONTEXT
                    + " bytes in base64, not " + base64Length(clientContext));
    }

    private static int base64Length(String text) {
        return (text.getBytes(StandardCharsets.UTF_8).length + 2) / 3 * 4;
    }

    /// A synchronous request.
    public static InvocationRequest of(FunctionRef function, Event event) {
        return new InvocationRequest(
                function, event, InvocationType.REQUEST_RESPONSE, LogType.NONE, null, null, null, false);
    }

    public InvocationRequest event(Event to) {
        return new InvocationRequest(
                function, to, type, logType, clientContext, traceHeader, tenantId, freshEnvironment);
    }

    public InvocationRequest type(InvocationType to) {
        return new InvocationRequest(
                function, event, to, logType, clientContext, traceHeader, tenantId, freshEnvironment);
    }

    public InvocationRequest logType(LogType to) {
        return new InvocationRequest(function, event, type, to, clientContext, traceHeader, tenantId, freshEnvironment);
    }

    public InvocationRequest clientContext(String json) {
        return new InvocationRequest(function, event, type, logType, json, traceHeader, tenantId, freshEnvironment);
    }

    public InvocationRequest traceHeader(String to) {
        return new InvocationRequest(function, event, type, logType, clientContext, to, tenantId, freshEnvironment);
    }

    public InvocationRequest tenantId(String to) {
        return new InvocationRequest(function, event, type, logType, clientContext, traceHeader, to, freshEnvironment);
    }

    public InvocationRequest freshEnvironment(boolean to) {
        return new InvocationRequest(function, event, type, logType, clientContext, traceHeader, tenantId, to);
    }
}
