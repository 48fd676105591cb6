package dev.samovar.http;

import dev.samovar.api.FunctionUrl;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.answer.Responder;
import dev.samovar.http.auth.WebPages;
import dev.samovar.http.lambda.Downloads;
import dev.samovar.http.lambda.Invocations;
import dev.samovar.http.lambda.Operations;
import dev.samovar.http.shape.Faults;
import dev.samovar.http.shape.InputReader;
import dev.samovar.http.shape.Model;
import dev.samovar.http.shape.Router;
import dev.samovar.http.url.Peer;
import dev.samovar.http.url.UrlCalls;
import dev.samovar.http.url.UrlRequest;
import dev.samovar.spi.Caller;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides what a request is and who answers it. Nothing here knows of connections.
final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    /// The largest body of an operation that is no invocation.
    private static final int LARGEST_BODY = 70_167_211;

    private static final byte[] NO_BODY = {};
    private static final Refusal FAILED =
            Refusal.of(500, "ServiceException", "An error occurred and the request cannot be processed.");

    /// A request whose head has been read and whose body may come.
    ///
    /// @param operation what it is, as errors name it
    /// @param largestBody in bytes
    /// @param refused how it is told that it is refused
    /// @param action answers it when its body has come
    record Expected(String operation, int largestBody, Function<Refusal, Answer> refused, Action action) {
        Expected(String operation, int largestBody, Action action) {
            this(operation, largestBody, Answer::refused, action);
        }
    }

    /// What answers a request.
    @FunctionalInterface
    interface Action {
        void answer(byte[] body, Responder responder);
    }

    private final Model model;
    private final Router router;
    private final InputReader inputs;
    private final Operations operations;
    private final Invocations invocations;
    private final UrlCalls urls;
    private final Downloads downloads;
    private final PostedRequests posted;
    private final WebPages pages;
    private final @Nullable Access access;
    private final Executor workers;

    /// @param access who may use the endpoint; null if that is everybody
    Front(
            Model model,
            Operations operations,
            Invocations invocations,
            UrlCalls urls,
            Downloads downloads,
            PostedRequests posted,
            WebPages pages,
            @Nullable Access access,
            Executor workers) {
        this.model = model;
        this.router = new Router(model);
        this.inputs = new InputReader(model, Faults.LAMBDA);
        this.operations = operations;
        this.invocations = invocations;
        this.urls = urls;
        this.downloads = downloads;
        this.posted = posted;
        this.pages = pages;
        this.access = access;
        this.workers = workers;
    }

    /// Looks at the head of a request.
    ///
    /// @param peer whom it came from
    /// @throws RequestRefusedException if the request is refused whatever its body is
    Expected expect(HttpRequest head, Peer peer) {
        try {
            return expected(head, peer);
        } catch (RequestRefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed", head.method(), head.uri(), e);
            throw new RequestRefusedException(FAILED);
        }
    }

    private Expected expected(HttpRequest head, Peer peer) {
        if (UrlCalls.isUrl(head.headers().get(HttpHeaderNames.HOST))) return call(head, Heads.of(head, peer));
        refuseIf(pages.refusalOf(head.headers()::get));
        if (head.method().equals(HttpMethod.GET) && Downloads.isMeant(head.uri())) return download(head.uri());
        return access == null ? open(head) : guarded(head, access);
    }

    private Expected download(String target) {
        return new Expected(
                "GetObject",
                0,
                (_, responder) -> workers.execute(() ->
                        responder.answer(UUID.randomUUID(), answer("a download", () -> downloads.download(target)))));
    }

    private Expected guarded(HttpRequest head, Access by) {
        var claim = by.claim(head);
        var other = posted.expect(head, null);
        if (other != null)
            return by.guarded(
                    claim, caller -> Objects.requireNonNull(posted.expect(head, caller)), posted.actionOf(head), null);
        var route = route(head);
        var request = operation(route, head);
        return by.guarded(
                claim,
                _ -> request,
                Access.actionOf(route),
                Access.functionOf(route, model.takesInQuery(route.operation(), "Qualifier")));
    }

    private Expected open(HttpRequest head) {
        var other = posted.expect(head, null);
        return other == null ? operation(route(head), head) : other;
    }

    private Expected operation(Router.Route route, HttpRequest head) {
        var operation = route.operation().name();
        if (Invocations.OPERATIONS.contains(operation)) return invocation(route, head);
        if (!operations.has(operation))
            throw refused(501, "NotImplementedException", operation + " is not supported by this version of Samovar.");
        return new Expected(
                operation,
                LARGEST_BODY,
                (body, responder) ->
                        workers.execute(() -> responder.answer(UUID.randomUUID(), run(route, head.headers(), body))));
    }

    private Expected call(HttpRequest head, UrlRequest request) {
        var url = urls.find(request);
        if (urls.isAnsweredHere(url, request)) return call(url, request, null);
        boolean open = url.authType() == FunctionUrl.AuthType.NONE;
        if (access == null || open) {
            urls.requireReady(url);
            return call(url, request, open ? null : Caller.root(url.arn().account()));
        }
        return access.guarded(
                access.claim(head),
                caller -> call(url, request, caller),
                "lambda:InvokeFunctionUrl",
                UrlCalls.reference(url));
    }

    private Expected call(FunctionUrl url, UrlRequest request, @Nullable Caller caller) {
        // A body becomes base64 or JSON, which is too slow for an event loop.
        return new Expected(
                "InvokeFunction",
                UrlCalls.LARGEST,
                (body, responder) -> workers.execute(() -> urls.start(url, request, body, caller, responder)));
    }

    private Expected invocation(Router.Route route, HttpRequest head) {
        var input = inputs.read(route, head.headers()::get, NO_BODY);
        // Who is not known yet is told nothing of functions.
        if (access == null)
            refuseIf(invocations.wouldRefuse(route.operation().name(), input).orElse(null));
        var trace = head.headers().get("X-Amzn-Trace-Id");
        var operation = route.operation().name();
        return new Expected("InvokeFunction", Invocations.LARGEST, (body, responder) -> {
            try {
                invocations.start(operation, input, body, trace, responder);
            } catch (RequestRefusedException e) {
                responder.answer(UUID.randomUUID(), Answer.refused(e.refusal()));
            } catch (RuntimeException e) {
                LOG.warn("{} failed", operation, e);
                responder.answer(UUID.randomUUID(), Answer.refused(FAILED));
            }
        });
    }

    /// What a request is told that is refused before its body has come.
    Answer refusal(HttpRequest head, Refusal refusal) {
        if (UrlCalls.isUrl(head.headers().get(HttpHeaderNames.HOST))) return UrlCalls.refused(refusal);
        var other = PostedRequests.refusal(head, refusal);
        return other == null ? Answer.refused(refusal) : other;
    }

    private Router.Route route(HttpRequest head) {
        final Router.Route route;
        try {
            route = router.find(head.method().name(), head.uri());
        } catch (IllegalArgumentException e) {
            throw refused(400, "ValidationException", "The path or the query is not well encoded.");
        }
        if (route == null) throw refused(404, "UnknownOperationException", "There is no such operation.");
        return route;
    }

    private Answer run(Router.Route route, HttpHeaders headers, byte[] body) {
        var operation = route.operation();
        return answer(
                operation.name(),
                () -> operations.run(operation.name(), operation.status(), inputs.read(route, headers::get, body)));
    }

    private static Answer answer(String what, Supplier<Answer> action) {
        try {
            return action.get();
        } catch (RequestRefusedException e) {
            return Answer.refused(e.refusal());
        } catch (RuntimeException e) {
            LOG.warn("{} failed", what, e);
            return Answer.refused(FAILED);
        }
    }

    private static void refuseIf(@Nullable Refusal refusal) {
        if (refusal != null) throw new RequestRefusedException(refusal);
    }

    private static RequestRefusedException refused(int status, String code, String message) {
        return new RequestRefusedException(Refusal.of(status, code, message));
    }
}
