package dev.samovar.process.runtimeapi;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Base64;
import java.util.UUID;

/// The body of an answer that is passed on as it comes. An error that ends it is told in the trailers.
final class StreamedBody implements Body {
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private final Exchange exchange;
    private final UUID requestId;
    private final Connection on;

    StreamedBody(Exchange exchange, UUID requestId, Connection on) {
        this.exchange = exchange;
        this.requestId = requestId;
        this.on = on;
    }

    @Override
    public void take(ByteBuf bytes) {
        if (!exchange.piece(Payload.owning(ByteBufUtil.getBytes(bytes)))) on.reads(false);
    }

    @Override
    public void end(HttpHeaders trailers) {
        exchange.answered(said(trailers), on, Answer.ACCEPTED);
    }

    private static Said said(HttpHeaders trailers) {
        var type = trailers.get(Exchange.ERROR_TYPE, "");
        var body = trailers.get(ERROR_BODY, "");
        if (type.isEmpty() && body.isEmpty()) return new Said.StreamEnded();
        return new Said.Failed(Errors.reported(Fault.Kind.HANDLER, type, decoded(body)));
    }

    private static Payload decoded(String body) {
        try {
            return Payload.owning(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            return Payload.EMPTY;
        }
    }

    @Override
    public void broken() {
        exchange.answered(new Said.BrokeOff(Errors.truncated(requestId)));
    }
}
