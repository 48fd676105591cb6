package dev.samovar.http;

import dev.samovar.api.Refusal;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.identity.IdentityApi;
import dev.samovar.http.logs.LogsApi;
import dev.samovar.spi.Caller;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Requests that a header or the body tells apart, not a path: those to CloudWatch Logs, STS and IAM.
final class PostedRequests {
    private final @Nullable LogsApi logs;
    private final IdentityApi identity;
    private final Executor workers;

    /// @param logs null if the endpoint has no logs
    PostedRequests(@Nullable LogsApi logs, IdentityApi identity, Executor workers) {
        this.logs = logs;
        this.identity = identity;
        this.workers = workers;
    }

    /// What answers a request, or null if it is another one.
    ///
    /// @param caller who signed it, null where nobody has to
    Front.@Nullable Expected expect(HttpRequest head, @Nullable Caller caller) {
        if (isToLogs(head)) return toLogs(LogsApi.operation(target(head)));
        return isToIdentity(head) ? toIdentity(caller) : null;
    }

    /// What a request is told that is refused, or null if it is another one.
    static @Nullable Answer refusal(HttpRequest head, Refusal refusal) {
        if (isToLogs(head)) return LogsApi.refused(refusal);
        return isToIdentity(head) ? IdentityApi.refused(UUID.randomUUID(), refusal) : null;
    }

    /// What a request does, in IAM's words; null for what everybody may do who is known.
    @Nullable
    String actionOf(HttpRequest head) {
        return isToLogs(head) ? "logs:" + LogsApi.operation(target(head)) : null;
    }

    private static boolean isPosted(HttpRequest head) {
        return head.method().equals(HttpMethod.POST) && head.uri().equals("/");
    }

    private static boolean isToLogs(HttpRequest head) {
        return isPosted(head) && LogsApi.isMeant(head.headers().get("X-Amz-Target"));
    }

    private static boolean isToIdentity(HttpRequest head) {
        return isPosted(head) && IdentityApi.isMeant(head.headers().get(HttpHeaderNames.CONTENT_TYPE));
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

    private Front.Expected toIdentity(@Nullable Caller caller) {
        return new Front.Expected(
                "IAM or STS",
                IdentityApi.LARGEST,
                refusal -> IdentityApi.refused(UUID.randomUUID(), refusal),
                (body, responder) -> workers.execute(() -> {
                    var id = UUID.randomUUID();
                    responder.answer(id, identity.run(id, body, caller));
                }));
    }
}
