package dev.samovar.api;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Hears what becomes of a request that was begun with [FunctionRuntime#start].
///
/// Its methods are called by the thread that runs the function, or by the one that began the request, and
/// must not block.
@FunctionalInterface
public interface InvocationSink {

    /// Whether the caller wants bytes as the function writes them. A sink that does not gets them
    /// all with [#end].
    default boolean streams() {
        return false;
    }

    /// The function began to answer with a stream. Called at most once, before the first bytes.
    ///
    /// @param requestId the request
    /// @param executedVersion the version that runs
    /// @param contentType the content type that the function set, or `application/octet-stream`
    default void start(UUID requestId, Version executedVersion, String contentType) {}

    /// Offers bytes of a streamed answer, valid during the call.
    ///
    /// @param onReady to be run once, by any thread, when a sink that was full has room again
    /// @return whether the bytes were taken; if not, the same bytes are offered again after `onReady`
    default boolean offer(ByteBuffer bytes, Runnable onReady) {
        return true;
    }

    /// The answer. Called exactly once, last. After a streamed answer the result's payload is empty, or the
    /// result is a fault that came after the first byte.
    void end(Invocation invocation);
}
