package dev.samovar.http.url;

import dev.samovar.api.FunctionUrl;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.Payload;
import dev.samovar.api.Version;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.answer.Responder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The answer of a function to a request, passed on as it is written where the URL is for streams. A stream can begin
/// with a prelude of its own, which says status and headers.
final class UrlStream implements InvocationSink {
    /// How far the stream is.
    private enum State {
        NOTHING,
        PRELUDE,
        BODY,
        /// Its prelude is none: what comes is thrown away.
        BAD
    }

    /// The longest prelude.
    private static final int LONGEST = 64 * 1024;

    private final FunctionUrl url;
    private final UrlRequest request;
    private final Responder responder;
    private final ByteArrayOutputStream prelude = new ByteArrayOutputStream();
    private State state = State.NOTHING;
    private @Nullable UUID id;

    UrlStream(FunctionUrl url, UrlRequest request, Responder responder) {
        this.url = url;
        this.request = request;
        this.responder = responder;
    }

    @Override
    public boolean streams() {
        return url.invokeMode() == FunctionUrl.InvokeMode.RESPONSE_STREAM;
    }

    @Override
    public void start(UUID requestId, Version executedVersion, String contentType) {
        id = requestId;
        if (contentType.startsWith(UrlAnswer.PRELUDE_TYPE)) state = State.PRELUDE;
        else begin(new Answer(200, Map.of("Content-Type", UrlAnswer.clean(contentType)), Payload.EMPTY));
    }

    private void begin(Answer head) {
        state = State.BODY;
        responder.begin(Objects.requireNonNull(id), finished(head));
    }

    /// The answer with what is said beside every function's own.
    private Answer finished(Answer answer) {
        var headers = new LinkedHashMap<>(answer.headers());
        headers.put("X-Amzn-Trace-Id", Objects.requireNonNull(request.header(UrlRequest.TRACE)));
        var traced = new Answer(answer.status(), headers, answer.cookies(), answer.body());
        var cors = url.cors();
        return cors == null ? traced : UrlCors.applied(cors, request, traced);
    }

    @Override
    public boolean offer(ByteBuffer bytes, Runnable onReady) {
        switch (state) {
            case PRELUDE -> readPrelude(bytes);
            case BODY -> {
                if (!responder.hasRoom(onReady)) return false;
                responder.write(bytes);
            }
            default -> {}
        }
        return true;
    }

    private void readPrelude(ByteBuffer bytes) {
        var more = new byte[bytes.remaining()];
        bytes.get(more);
        prelude.writeBytes(more);
        var all = prelude.toByteArray();
        var end = UrlAnswer.preludeEnd(all);
        if (end < 0) {
            if (all.length > LONGEST) state = State.BAD;
            return;
        }
        var head = UrlAnswer.prelude(all, end);
        if (head == null) {
            state = State.BAD;
            return;
        }
        begin(head);
        var rest = end + UrlAnswer.PRELUDE_END;
        responder.write(ByteBuffer.wrap(all, rest, all.length - rest));
    }

    @Override
    public void end(Invocation invocation) {
        var result = invocation.result();
        if (state == State.BODY) {
            if (result instanceof Returned) responder.end();
            else responder.fail();
            return;
        }
        var answer = switch (result) {
            case Returned(var payload) -> state == State.NOTHING ? UrlAnswer.of(payload) : UrlAnswer.badGateway();
            case Refused(var refusal) -> UrlCalls.refused(refusal);
            default -> UrlAnswer.badGateway();
        };
        responder.answer(invocation.requestId(), finished(answer));
    }
}
