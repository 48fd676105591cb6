package dev.samovar.junit;

import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.Report;
import dev.samovar.api.Version;
import java.util.Optional;
import java.util.UUID;

/// An invocation that never ran, answered as a test ordered.
record InjectedInvocation(UUID requestId, InvocationResult result) implements Invocation {
    InjectedInvocation(InvocationResult result) {
        this(UUID.randomUUID(), result);
    }

    @Override
    public Optional<Version> executedVersion() {
        return Optional.empty();
    }

    @Override
    public Optional<Report> report() {
        return Optional.empty();
    }

    @Override
    public Optional<String> logTail() {
        return Optional.empty();
    }
}
