package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.samovar.api.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A `RequestStreamHandler`.
record StreamHandling(RequestStreamHandler handler) implements LoadedHandler {
    @Override
    public @Nullable Payload handle(Call call) throws IOException {
        handler.handleRequest(new ByteArrayInputStream(call.event()), call.output(), call.context());
        return null;
    }
}
