package dev.samovar.examples;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A streamed answer as its caller heard it.
record Heard(String contentType, String text) {
    static Heard of(FunctionRuntime runtime, String function, String event) {
        var type = new CompletableFuture<String>();
        var text = new StringBuffer();
        var ended = new CompletableFuture<Invocation>();
        runtime.start(InvocationRequest.of(FunctionRef.parse(function), Event.json(event)), new InvocationSink() {
            @Override
            public boolean streams() {
                return true;
            }

            @Override
            public void start(UUID requestId, Version executedVersion, String contentType) {
                type.complete(contentType);
            }

            @Override
            public boolean offer(ByteBuffer bytes, Runnable onReady) {
                text.append(StandardCharsets.UTF_8.decode(bytes));
                return true;
            }

            @Override
            public void end(Invocation invocation) {
                ended.complete(invocation);
            }
        });
        ended.join().orThrow();
        return new Heard(type.join(), text.toString());
    }
}
