package dev.samovar.process.runtimeapi;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/// What becomes of the body of one request, as it comes.
interface Body {

    /// The next bytes, which are the caller's again afterwards.
    default void take(ByteBuf bytes) {}

    /// It is complete, and the request gets its answer now or later.
    void end(HttpHeaders trailers);

    /// The connection ended before the body did.
    default void broken() {}
}
