package dev.samovar.http;

import dev.samovar.api.Refusal;
import dev.samovar.http.lambda.Answer;
import dev.samovar.http.logs.LogsApi;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Requests that a header or the body tells apart, not a path: those to CloudWatch Logs.
final class PostedRequests {
    private final @Nullable LogsApi logs;
    private final Executor workers;

    /// @param logs null if the endpoint has no logs
    PostedRequests(@Nullable LogsApi logs, Executor workers) {
        this.logs = logs;
        this.workers = workers;
    }

    /// What answers a request, or null if it is another one.
    Front.@Nullable Expected expect(HttpRequest head) {
        if (isToLogs(head)) return toLogs(LogsApi.operation(target(head)));
        return null;
    }

    /// What a request is told that is refused, or null if it is another one.
    static @Nullable Answer refusal(HttpRequest head, Refusal refusal) {
        return isToLogs(head) ? LogsApi.refused(refusal) : null;
    }

    private static boolean isPosted(HttpRequest head) {
        return head.method().equals(HttpMethod.POST) && head.uri().equals("/");
    }

    private static boolean isToLogs(HttpRequest head) {
        return isPosted(head) && LogsApi.isMeant(head.headers().get("X-Amz-Target"));
    }

    private static String target(HttpRequest head) {
        return Objects.requireNonNull(head.headers().get("X-Amz-Target"));
    }

    private Front.Expected toLogs(String operation) {
        var held = logs;
        return new Front.Expected(operation, LogsApi.LARGEST, LogsApi::refused, (body, responder) -> {
            if (held == null)
                responder.answer(
                        UUID.randomUUID(),
                        LogsApi.notHeld("This endpoint has no logs: LambdaApi.logs(store) gives it some."));
            else workers.execute(() -> responder.answer(UUID.randomUUID(), held.run(operation, body)));
        });
    }
}
