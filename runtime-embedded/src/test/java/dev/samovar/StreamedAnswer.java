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
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A streamed answer as its caller heard it.
///
/// @param contentType what it began with, or empty
/// @param pieces its pieces
/// @param invocation how it ended
record StreamedAnswer(String contentType, List<ByteBuffer> pieces, Invocation invocation) {

    /// Invokes a function and hears its whole answer.
    static StreamedAnswer of(FunctionRuntime runtime, String function) {
        var type = new CompletableFuture<String>();
        var pieces = new ConcurrentLinkedQueue<ByteBuffer>();
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
                pieces.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
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

    byte[] bytes() {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) all.writeBytes(piece.array());
        return all.toByteArray();
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    List<String> texts() {
        return pieces.stream()
                .map(piece -> new String(piece.array(), StandardCharsets.UTF_8))
                .toList();
    }

    Optional<Fault> fault() {
        return invocation.result() instanceof Failed(var fault) ? Optional.of(fault) : Optional.empty();
    }
}
