package dev.samovar.http.lambda;

import dev.samovar.api.Fault;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.Payload;
import dev.samovar.api.Version;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.answer.Responder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// An invocation whose answer is an event stream: a message for each piece that the function writes, and a last one
/// that says how it ended.
///
/// Source: contract of invocations, "Streaming invoke".
final class StreamedInvocation implements InvocationSink {
    private final Responder responder;
    private final boolean wantsTail;
    private boolean begun;

    StreamedInvocation(Responder responder, boolean wantsTail) {
        this.responder = responder;
        this.wantsTail = wantsTail;
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public void start(UUID requestId, Version executedVersion, String contentType) {
        begun = true;
        responder.begin(
                requestId,
                new Answer(
                        200,
                        Map.of(
                                "Content-Type",
                                "application/vnd.amazon.eventstream",
                                "X-Amz-Executed-Version",
                                executedVersion.toString()),
                        Payload.EMPTY));
    }

    @Override
    public boolean offer(ByteBuffer bytes, Runnable onReady) {
        if (!responder.hasRoom(onReady)) return false;
        chunk(bytes);
        return true;
    }

    private void chunk(ByteBuffer bytes) {
        responder.write(EventStream.message("PayloadChunk", "application/octet-stream", bytes));
    }

    @Override
    public void end(Invocation invocation) {
        switch (invocation.result()) {
            case Refused(var refusal) -> responder.answer(invocation.requestId(), Answer.refused(refusal));
            case Returned(var payload) -> {
                beginIfNotBegun(invocation);
                if (payload.size() > 0) chunk(payload.buffer());
                complete(invocation, Optional.empty());
            }
            case Failed(var fault) -> {
                beginIfNotBegun(invocation);
                complete(invocation, Optional.of(fault));
            }
            default -> responder.answer(invocation.requestId(), Answer.json(204, null));
        }
    }

    private void beginIfNotBegun(Invocation invocation) {
        if (!begun) start(invocation.requestId(), invocation.executedVersion().orElse(Version.LATEST), "");
    }

    /// The log is waited for on a thread of its own.
    private void complete(Invocation invocation, Optional<Fault> fault) {
        if (wantsTail) Thread.startVirtualThread(() -> last(fault, invocation.logTail()));
        else last(fault, Optional.empty());
    }

    private void last(Optional<Fault> fault, Optional<String> tail) {
        var json = JsonMapper.shared().createObjectNode();
        fault.ifPresent(why -> json.put("ErrorCode", why.errorType())
                .put("ErrorDetails", why.payload().text()));
        tail.ifPresent(text ->
                json.put("LogResult", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        responder.write(EventStream.message(
                "InvokeComplete",
                "application/json",
                ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.UTF_8))));
        responder.end();
    }
}
