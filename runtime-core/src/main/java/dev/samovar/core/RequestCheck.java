package dev.samovar.core;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionState;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Refusal;
import dev.samovar.core.governor.Throttle;
import dev.samovar.core.registry.Entry;
import dev.samovar.core.telemetry.Lineage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Says in Lambda's words why a request cannot run.
///
/// Source: AWS Lambda API reference, "Invoke", errors.
final class RequestCheck {
    /// How often one function runs in one chain.
    private static final int LONGEST_CHAIN = 16;

    private final Account account;

    RequestCheck(Account account) {
        this.account = account;
    }

    /// Why a request is refused that resolved to the entry, or null if it is not.
    @Nullable
    Refusal refusalOf(InvocationRequest request, @Nullable Entry<Deployed> entry) {
        var refusal = refusalOf(request.function(), entry);
        if (refusal != null || entry == null) return refusal;
        boolean wantsTenant = entry.described().spec().tenantIsolation();
        if (wantsTenant && request.tenantId() == null)
            return invalid("The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your"
                    + " request and try again.");
        if (!wantsTenant && request.tenantId() != null)
            return invalid("The invoked function is not enabled with tenancy configuration. Remove the tenant ID from"
                    + " your request and try again.");
        return EventCheck.refusalOf(request.event(), request.type());
    }

    /// Why no request for the function would run, or null if one would.
    @Nullable
    Refusal refusalOf(FunctionRef function, @Nullable Entry<Deployed> entry) {
        var foreign = account.refusalOf(function);
        if (foreign != null) return foreign;
        if (entry == null) return notFound(account.arnOf(function.name(), function.qualifier()));
        if (entry.runnable() != null) return null;
        return entry.shown().state() == FunctionState.PENDING
                ? Refusal.of(
                        409,
                        "ResourceConflictException",
                        "The operation cannot be performed at this time. The function is currently in the following state:"
                                + " Pending")
                : Refusal.of(502, "ResourceNotReadyException", entry.shown().stateReason());
    }

    /// Why a request goes no further along its chain, or null if it does.
    @Nullable
    Refusal recursionOf(InvocationRequest request, Predicate<FunctionName> maySpin) {
        var trace = request.traceHeader();
        if (trace == null || !Lineage.isIn(trace)) return null;
        var name = request.function().name();
        int visits = Lineage.visits(trace, account.arnOf(name, null).toString());
        return visits < LONGEST_CHAIN || maySpin.test(name)
                ? null
                : Refusal.of(
                        400,
                        "RecursiveInvocationException",
                        "The function has invoked itself " + visits
                                + " times in one chain of requests, and is not invoked"
                                + " again. PutFunctionRecursionConfig with Allow lets it go on.");
    }

    static Refusal notFound(FunctionArn function) {
        return Refusal.of(404, "ResourceNotFoundException", "Function not found: " + function);
    }

    static Refusal refusalOf(Throttle throttle) {
        return new Refusal(429, "TooManyRequestsException", "Rate Exceeded.", throttle.reason(), throttle.retryAfter());
    }

    private static Refusal invalid(String message) {
        return Refusal.of(400, "InvalidParameterValueException", message);
    }
}
