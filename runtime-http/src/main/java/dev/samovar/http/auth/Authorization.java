package dev.samovar.http.auth;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Policies;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.spi.Authorizer;
import dev.samovar.spi.Caller;
import org.jspecify.annotations.Nullable;

/// Decides what a caller may do.
///
/// 1. Whoever belongs to the account may do everything, unless a host's own authorizer says no. A function may only
///    invoke functions.
/// 2. Others may do what the policy of a function, or of the version or alias that they name, lets them.
public final class Authorization {
    private final Account account;
    private final Policies policies;
    private final @Nullable Authorizer host;

    /// @param host what a host decides, or null
    public Authorization(Account account, Policies policies, @Nullable Authorizer host) {
        this.account = account;
        this.policies = policies;
        this.host = host;
    }

    /// Refuses what a caller may not do.
    ///
    /// @param action in IAM's words, such as `lambda:InvokeFunction`
    /// @param function what it is about, or null for no function
    /// @throws RequestRefusedException if they may not
    public void require(Caller caller, String action, @Nullable FunctionRef function) {
        if (allows(caller, action, function)) return;
        throw new RequestRefusedException(Refusal.of(
                403,
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: "
                        + resource(function) + " because no resource-based policy allows the " + action + " action"));
    }

    /// Whether a caller may do something.
    ///
    /// @param action in IAM's words
    /// @param function what it is about, or null for no function
    public boolean allows(Caller caller, String action, @Nullable FunctionRef function) {
        return caller.account().equals(account.id())
                ? isAllowed(caller, action, resource(function))
                : function != null && policyLets(caller, action, function);
    }

    private String resource(@Nullable FunctionRef function) {
        return function == null
                ? "*"
                : account.arnOf(function.name(), function.qualifier()).toString();
    }

    private boolean isAllowed(Caller caller, String action, String resource) {
        if (caller.isFunction() && !action.startsWith("lambda:Invoke")) return false;
        return host == null || host.allows(caller, action, resource);
    }

    private boolean policyLets(Caller caller, String action, FunctionRef function) {
        boolean throughUrl = action.equals("lambda:InvokeFunctionUrl");
        // Both permissions count: the one for URLs, and the one for the function behind it.
        return policies.find(function.name(), function.qualifier())
                .filter(policy -> policy.lets(caller.account(), caller.arn(), action, throughUrl))
                .filter(policy ->
                        !throughUrl || policy.lets(caller.account(), caller.arn(), "lambda:InvokeFunction", true))
                .isPresent();
    }
}
