package dev.samovar.http;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.lambda.Answer;
import dev.samovar.http.lambda.Invocations;
import dev.samovar.http.lambda.Operations;
import dev.samovar.http.shape.Input;
import dev.samovar.http.shape.InputReader;
import dev.samovar.http.shape.LambdaModel;
import dev.samovar.http.shape.Router;
import io.netty.handler.codec.http.HttpRequest;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides what a request is and who answers it. Nothing here knows of connections.
final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    /// The largest body of an operation that is no invocation.
    private static final int LARGEST_BODY = 70_167_211;

    private static final byte[] NO_BODY = {};

    /// A request whose head has been read and whose body may come.
    ///
    /// @param input of an invocation, whose body is not a part of it; null for other operations
    record Expected(
            Router.Route route, HttpRequest head, @Nullable Input input, int largestBody) {}

    private final Router router;
    private final InputReader inputs;
    private final Operations operations;
    private final Invocations invocations;
    private final CallerCheck callers;
    private final Executor workers;

    Front(LambdaModel model, Operations operations, Invocations invocations, CallerCheck callers, Executor workers) {
        this.router = new Router(model);
        this.inputs = new InputReader(model);
        this.operations = operations;
        this.invocations = invocations;
        this.callers = callers;
        this.workers = workers;
    }

    /// Looks at the head of a request.
    ///
    /// @throws RequestRefusedException if the request is refused whatever its body is
    Expected expect(HttpRequest head) {
        refuseIf(callers.refusalOf(head.headers()));
        var route = route(head);
        var operation = route.operation();
        if (operation.name().equals("Invoke")) {
            var input = inputs.read(route, head.headers()::get, NO_BODY);
            refuseIf(invocations.wouldRefuse(input).orElse(null));
            return new Expected(route, head, input, Invocations.LARGEST);
        }
        if (!operations.has(operation.name()))
            throw refused(
                    501, "NotImplementedException", operation.name() + " is not supported by this version of Samovar.");
        return new Expected(route, head, null, LARGEST_BODY);
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

    /// Answers a request whose body has come.
    ///
    /// @param answered hears the request's id and its answer once, on any thread, and must not block
    void answer(Expected request, byte[] body, BiConsumer<UUID, Answer> answered) {
        var id = UUID.randomUUID();
        if (request.input != null) {
            try {
                invocations.start(request.input, body, request.head.headers().get("X-Amzn-Trace-Id"), answered);
            } catch (RequestRefusedException e) {
                answered.accept(id, Answer.refused(e.refusal()));
            }
            return;
        }
        workers.execute(() -> answered.accept(id, run(request, body)));
    }

    private Answer run(Expected request, byte[] body) {
        var operation = request.route.operation();
        try {
            var input = inputs.read(request.route, request.head.headers()::get, body);
            return operations.run(operation.name(), operation.status(), input);
        } catch (RequestRefusedException e) {
            return Answer.refused(e.refusal());
        } catch (RuntimeException e) {
            LOG.warn("{} failed", operation.name(), e);
            return Answer.refused(
                    Refusal.of(500, "ServiceException", "An error occurred and the request cannot be processed."));
        }
    }

    private static void refuseIf(@Nullable Refusal refusal) {
        if (refusal != null) throw new RequestRefusedException(refusal);
    }

    private static RequestRefusedException refused(int status, String code, String message) {
        return new RequestRefusedException(Refusal.of(status, code, message));
    }
}
