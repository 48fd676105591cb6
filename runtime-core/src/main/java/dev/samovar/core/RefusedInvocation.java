package dev.samovar.core;

import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.Refusal;
import dev.samovar.api.Report;
import dev.samovar.api.Version;
import java.util.Optional;
import java.util.UUID;

/// A request that was refused before it was one, or whose caller stopped waiting.
record RefusedInvocation(UUID requestId, Refusal refusal) implements Invocation {
    @Override
    public Optional<Version> executedVersion() {
        return Optional.empty();
    }

    @Override
    public InvocationResult result() {
        return new InvocationResult.Refused(refusal);
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
