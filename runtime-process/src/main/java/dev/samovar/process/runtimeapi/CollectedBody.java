package dev.samovar.process.runtimeapi;

import dev.samovar.api.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A body that is wanted whole, if it is not larger than Lambda permits. Of one that is, nothing is kept.
abstract class CollectedBody implements Body {
    /// The most bytes of an answer.
    static final int LIMIT = 6 * 1024 * 1024 + 100;

    private ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean tooLarge;

    @Override
    public final void take(ByteBuf bytes) {
        if (tooLarge) return;
        if (collected.size() + bytes.readableBytes() > LIMIT) {
            tooLarge = true;
            collected = new ByteArrayOutputStream();
            return;
        }
        try {
            bytes.readBytes(collected, bytes.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void end(HttpHeaders trailers) {
        if (tooLarge) tooLarge();
        else complete(Payload.owning(collected.toByteArray()));
    }

    /// Here it is.
    abstract void complete(Payload payload);

    /// It was larger than permitted.
    abstract void tooLarge();
}
