package dev.samovar.api;

import java.util.Optional;
import java.util.UUID;

/// One answered request. Safe for use by several threads.
public interface Invocation {

    /// The request id: the same one in the function's context, its log, its report and its answer.
    UUID requestId();

    /// The version that ran, or that an accepted request resolved to; empty for a refusal and a dry run.
    Optional<Version> executedVersion();

    /// What became of the request.
    InvocationResult result();

    /// What it cost, if it ran. Waits until the environment is done with the invocation, which may be after its
    /// answer, but not beyond the deadline; empty then.
    Optional<Report> report();

    /// The last 4096 bytes of the log, if the request asked for them and it ran. Waits like [#report()]; of an
    /// invocation that could not be ended at its deadline it is what was logged by then.
    Optional<String> logTail();

    /// The payload of a function that answered.
    ///
    /// @throws FunctionFailedException if the function failed
    /// @throws RequestRefusedException if the request was refused
    /// @throws IllegalStateException if there is no payload: the request was accepted or a dry run
    default Payload orThrow() {
        var result = result();
        if (result instanceof InvocationResult.Returned returned) return returned.payload();
        if (result instanceof InvocationResult.Failed failed) throw new FunctionFailedException(failed.fault());
        if (result instanceof InvocationResult.Refused refused) throw new RequestRefusedException(refused.refusal());
        throw new IllegalStateException("the request has no payload: " + result);
    }

    /// An invocation that never ran: it has a result, and no version, report or log.
    static Invocation unrun(UUID requestId, InvocationResult result) {
        return new UnrunInvocation(requestId, result);
    }
}
