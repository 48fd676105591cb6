package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.samovar.api.Payload;
import org.jspecify.annotations.Nullable;

/// A `RequestHandler`.
record RequestHandling(RequestHandler<Object, Object> handler, Input input, Codec output) implements LoadedHandler {
    @Override
    public Payload handle(Call call) throws HandlerFault {
        var event = input.read(call);
        @SuppressWarnings("NullAway") // a handler may be given null, and may return it
        var result = handler.handleRequest(event, call.context());
        return write(output, result);
    }

    static Payload write(Codec codec, @Nullable Object value) {
        if (value == null) return Payload.NULL;
        try {
            return Payload.owning(codec.write(value));
        } catch (RuntimeException e) {
            throw new JsonTrouble("An error occurred during JSON serialization of response", e);
        }
    }
}
