package dev.samovar.http;

import dev.samovar.api.FunctionRef;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.auth.Authentication;
import dev.samovar.http.auth.Authorization;
import dev.samovar.http.auth.SignedHead;
import dev.samovar.http.shape.Router;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Lets requests through that are signed by somebody who may do what they ask for.
final class Access {
    private static final Set<String> INVOCATIONS = Set.of("Invoke", "InvokeAsync", "InvokeWithResponseStream");

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
                name -> List.copyOf(head.headers().getAll(name)));
    }

    /// The same request, answered once its signature is proven and its caller may do this.
    ///
    /// @param action in IAM's words, null for what everybody may do who is known
    /// @param function what it is about, or null
    Front.Expected guarded(
            Authentication.Claim claim,
            Front.Expected request,
            @Nullable String action,
            @Nullable FunctionRef function) {
        return new Front.Expected(
                request.operation(),
                request.largestBody(),
                request.refused(),
                (body, responder) ->
                        // A digest of the body is too slow for an event loop.
                        workers.execute(() -> {
                            try {
                                var proven = claim.prove(body);
                                if (action != null) authorization.require(proven.caller(), action, function);
                                request.action().answer(proven.body().toByteArray(), responder);
                            } catch (RequestRefusedException e) {
                                responder.answer(
                                        UUID.randomUUID(), request.refused().apply(e.refusal()));
                            }
                        }));
    }

    /// What a request to the Lambda API does, in IAM's words.
    static String actionOf(Router.Route route) {
        var operation = route.operation().name();
        return INVOCATIONS.contains(operation) ? "lambda:InvokeFunction" : "lambda:" + operation;
    }

    /// The function that a request to the Lambda API is about, or null.
    static @Nullable FunctionRef functionOf(Router.Route route) {
        var name = route.path().get("FunctionName");
        if (name == null) return null;
        var qualifier = route.query().getOrDefault("Qualifier", List.of());
        try {
            return FunctionRef.parse(
                    qualifier.isEmpty() || name.contains(":") ? name : name + ":" + qualifier.getFirst());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
