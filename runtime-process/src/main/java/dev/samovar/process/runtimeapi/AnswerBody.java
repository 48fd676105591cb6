package dev.samovar.process.runtimeapi;

import dev.samovar.api.Payload;
import java.util.UUID;

/// The body of an answer that is taken whole.
abstract class AnswerBody extends CollectedBody {
    private final Exchange exchange;
    private final UUID requestId;
    private final Connection on;

    AnswerBody(Exchange exchange, UUID requestId, Connection on) {
        this.exchange = exchange;
        this.requestId = requestId;
        this.on = on;
    }

    /// What was said with these bytes.
    abstract Said said(Payload payload);

    @Override
    final void complete(Payload payload) {
        exchange.answered(said(payload), on, Answer.ACCEPTED);
    }

    @Override
    final void tooLarge() {
        exchange.answered(new Said.Failed(Errors.tooLarge()), on, Answer.TOO_LARGE);
    }

    @Override
    public final void broken() {
        exchange.answered(new Said.BrokeOff(Errors.truncated(requestId)));
    }
}
