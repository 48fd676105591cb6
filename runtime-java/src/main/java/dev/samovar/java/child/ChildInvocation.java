package dev.samovar.java.child;

import dev.samovar.api.Event;
import dev.samovar.spi.RuntimeInvocation;
import java.util.Optional;
import java.util.UUID;

/// An invocation as the host described it.
record ChildInvocation(
        UUID requestId,
        String invokedFunctionArn,
        long deadlineMillis,
        String traceHeader,
        Optional<String> clientContext,
        Optional<String> tenantId,
        boolean streams,
        Event event)
        implements RuntimeInvocation {

    static ChildInvocation of(Connection.Frame frame) {
        return new ChildInvocation(
                UUID.fromString(frame.text(0)),
                frame.text(1),
                Long.parseLong(frame.text(2)),
                frame.text(3),
                text(frame, 4),
                text(frame, 5),
                Boolean.parseBoolean(frame.text(6)),
                Event.owning(frame.parts().get(7)));
    }

    private static Optional<String> text(Connection.Frame frame, int index) {
        return Optional.of(frame.text(index)).filter(text -> !text.isEmpty());
    }

    @Override
    public long remainingNanos() {
        return (deadlineMillis - System.currentTimeMillis()) * 1_000_000;
    }
}
