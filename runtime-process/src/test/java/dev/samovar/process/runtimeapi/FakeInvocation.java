package dev.samovar.process.runtimeapi;

import dev.samovar.api.Event;
import dev.samovar.spi.RuntimeInvocation;
import java.util.Optional;
import java.util.UUID;

/// An invocation of no engine.
record FakeInvocation(UUID requestId, Event event, Optional<String> clientContext, Optional<String> tenantId)
        implements RuntimeInvocation {

    static FakeInvocation of(String json) {
        return new FakeInvocation(UUID.randomUUID(), Event.json(json), Optional.empty(), Optional.empty());
    }

    @Override
    public long deadlineMillis() {
        return 1_700_000_000_000L;
    }

    @Override
    public long remainingNanos() {
        return 1_000_000_000L;
    }

    @Override
    public String invokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:f:live";
    }

    @Override
    public String traceHeader() {
        return "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
    }

    @Override
    public boolean streams() {
        return false;
    }
}
