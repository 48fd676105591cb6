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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An answer that was asked for as a stream.
record Streamed(@Nullable String contentType, byte[] bytes, Optional<Fault> fault) {

    static Streamed of(FunctionRuntime runtime, String function) {
        var sink = new Sink();
        runtime.start(InvocationRequest.of(FunctionRef.parse(function), Event.EMPTY), sink);
        var result = sink.ended.join().result();
        return new Streamed(
                sink.contentType,
                sink.bytes.toByteArray(),
                result instanceof Failed(var fault) ? Optional.of(fault) : Optional.empty());
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Sink implements InvocationSink {
        private final CompletableFuture<Invocation> ended = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile @Nullable String contentType;

        @Override
        public boolean streams() {
            return true;
        }

        @Override
        public void start(UUID requestId, Version executedVersion, String type) {
            contentType = type;
        }

        @Override
        public boolean offer(ByteBuffer piece, Runnable onReady) {
            while (piece.hasRemaining()) bytes.write(piece.get());
            return true;
        }

        @Override
        public void end(Invocation invocation) {
            ended.complete(invocation);
        }
    }
}
