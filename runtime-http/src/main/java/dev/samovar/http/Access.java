package dev.samovar.http;

import dev.samovar.api.FunctionRef;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.auth.Authentication;
import dev.samovar.http.auth.Authorization;
import dev.samovar.http.auth.SignedHead;
import dev.samovar.http.shape.Router;
import dev.samovar.spi.Caller;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets requests through that are signed by somebody who may do what they ask for.
final class Access {
    private static final Set<String> INVOCATIONS = Set.of("Invoke", "InvokeAsync", "InvokeWithResponseStream");

    /// Who a request is of before its signature is proven.
    private static final Caller NOBODY = new Caller("", "");

    private final Authentication authentication;
    private final Authorization authorization;
    private final Executor workers;

    Access(Authentication authentication, Authorization authorization, Executor workers) {
        this.authentication = authentication;
        this.authorization = authorization;
        this.workers = workers;
    }

    /// Looks at the signature of a request.
    ///
    /// @throws RequestRefusedException if it cannot be genuine
    Authentication.Claim claim(HttpRequest head) {
        return authentication.claim(signed(head));
    }

    private static SignedHead signed(HttpRequest head) {
        return new SignedHead(
                head.method().name(),
                head.uri(),
                name -> List.copyOf(head.headers().getAll(name)),
                head.headers().names().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    /// The same request, answered once its signature is proven and its caller may do this.
    ///
    /// @param request what it is for a caller
    /// @param action in IAM's words, null for what everybody may do who is known
    /// @param function what it is about, or null
    Front.Expected guarded(
            Authentication.Claim claim,
            Function<Caller, Front.Expected> request,
            @Nullable String action,
            @Nullable FunctionRef function) {
        var ofAnybody = request.apply(NOBODY);
        return new Front.Expected(
                ofAnybody.operation(),
                ofAnybody.largestBody(),
                ofAnybody.refused(),
                (body, responder) ->
                        // A digest of the body is too slow for an event loop.
                        workers.execute(() -> {
                            try {
                                var proven = claim.prove(body);
                                var caller = proven.caller();
                                if (action != null) authorization.require(caller, action, function);
                                request.apply(caller)
                                        .action()
                                        .answer(proven.body().toByteArray(), responder);
                            } catch (RequestRefusedException e) {
                                responder.answer(
                                        UUID.randomUUID(), ofAnybody.refused().apply(e.refusal()));
                            }
                        }));
    }

    /// What a request to the Lambda API does, in IAM's words.
    static String actionOf(Router.Route route) {
        var operation = route.operation().name();
        return INVOCATIONS.contains(operation) ? "lambda:InvokeFunction" : "lambda:" + operation;
    }

    /// The function that a request to the Lambda API is about, as it will be understood when it runs; null if
    /// its path names none.
    ///
    /// @param qualified whether the operation means a version or an alias; else it is about the function,
    ///     whatever is said beside its name
    static @Nullable FunctionRef functionOf(Router.Route route, boolean qualified) {
        var name = route.path().get("FunctionName");
        if (name == null) return null;
        var qualifiers = route.query().getOrDefault("Qualifier", List.of());
        try {
            var named = FunctionRef.parse(name);
            if (!qualified) return FunctionRef.of(named.name());
            if (named.qualifier() != null || qualifiers.isEmpty()) return named;
            return FunctionRef.of(named.name(), Qualifier.parse(qualifiers.getLast()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
