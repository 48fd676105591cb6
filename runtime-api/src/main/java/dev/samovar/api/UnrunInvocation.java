package dev.samovar.api;

import java.util.Optional;
import java.util.UUID;

/// An invocation that never ran.
record UnrunInvocation(UUID requestId, InvocationResult result) implements Invocation {
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
