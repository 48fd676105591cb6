package dev.samovar.java.handler;

import dev.samovar.api.Event;
import dev.samovar.api.Handler;
import dev.samovar.api.Payload;
import org.jspecify.annotations.Nullable;

/// A [Handler] of Samovar's own API in a function's package.
record SamovarHandling(Handler handler) implements LoadedHandler {
    @Override
    @SuppressWarnings("NullAway") // a handler that is not checked for null may return it
    public @Nullable Payload handle(Call call) throws Exception {
        var context = call.context().samovar(call);
        var answer = handler.handle(Event.owning(call.event()), context);
        if (context.streamed()) return null;
        return answer == null ? Payload.NULL : answer;
    }
}
