package dev.samovar.spi;

import dev.samovar.api.Event;
import java.util.Optional;
import java.util.UUID;

/// One invocation as a runtime gets it: what Lambda's Runtime API answers to `GET /runtime/invocation/next`.
public interface RuntimeInvocation {

    /// The request id.
    UUID requestId();

    /// The input, checked.
    Event event();

    /// When the deadline is, in milliseconds since 1970.
    long deadlineMillis();

    /// How many nanoseconds there are until the deadline; negative once it has passed.
    long remainingNanos();

    /// The ARN as it was invoked, with the qualifier that was asked for.
    String invokedFunctionArn();

    /// The caller's client context as JSON text.
    Optional<String> clientContext();

    /// The tenant.
    Optional<String> tenantId();

    /// The X-Ray trace header.
    String traceHeader();

    /// Whether the caller wants bytes as they are written.
    boolean streams();
}
