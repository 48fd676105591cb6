package dev.samovar;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A streamed answer as its caller heard it.
///
/// @param contentType what it began with, or empty
/// @param pieces its pieces
/// @param invocation how it ended
record StreamedAnswer(String contentType, List<String> pieces, Invocation invocation) {

    /// Invokes a function and hears its whole answer.
    static StreamedAnswer of(FunctionRuntime runtime, String function) {
        var type = new CompletableFuture<String>();
        var pieces = new ConcurrentLinkedQueue<String>();
        var ended = new CompletableFuture<Invocation>();
        runtime.start(InvocationRequest.of(FunctionRef.parse(function), Event.EMPTY), new InvocationSink() {
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
                pieces.add(StandardCharsets.UTF_8.decode(bytes).toString());
                return true;
            }

            @Override
            public void end(Invocation invocation) {
                ended.complete(invocation);
            }
        });
        var invocation = ended.join();
        return new StreamedAnswer(type.getNow(""), List.copyOf(pieces), invocation);
    }

    String text() {
        return String.join("", pieces);
    }

    Fault fault() {
        return ((Failed) invocation.result()).fault();
    }
}
