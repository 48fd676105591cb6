package dev.samovar.http;

import dev.samovar.http.answer.Answer;
import dev.samovar.http.answer.Responder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to one request on a connection. It goes out in the order it is told, from any thread. A caller who went
/// away loses it; whoever writes it goes on.
final class Response implements Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Response.class);

    /// As much as waits for a slow caller before the function waits too.
    private static final long ROOM = 256 * 1024;

    private final ChannelHandlerContext channel;
    private final @Nullable ChannelFutureListener ending;
    private final Runnable next;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicReference<@Nullable Runnable> onRoom = new AtomicReference<>();

    /// @param ending ends the connection after it; null if it goes on
    /// @param next runs on the connection's loop when another request may be answered
    Response(ChannelHandlerContext channel, @Nullable ChannelFutureListener ending, Runnable next) {
        this.channel = channel;
        this.ending = ending;
        this.next = next;
    }

    @Override
    public void answer(UUID id, Answer whole) {
        onLoop(() -> write(id, whole));
    }

    /// An answer that cannot be written ends the connection: its caller does not wait for it.
    private void onLoop(Runnable step) {
        channel.executor().execute(() -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.warn("an answer could not be written", e);
                channel.close().addListener(_ -> tellOfRoom());
            }
        });
    }

    /// The whole answer, at once: only on the connection's loop.
    void write(UUID id, Answer whole) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(whole.status()),
                Unpooled.wrappedBuffer(whole.body().buffer()));
        head(response, id, whole);
        if (whole.status() != HttpResponseStatus.NO_CONTENT.code())
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, whole.body().size());
        after(channel.writeAndFlush(response));
    }

    private void head(HttpResponse response, UUID id, Answer answer) {
        answer.headers().forEach(response.headers()::set);
        answer.cookies().forEach(cookie -> response.headers().add(HttpHeaderNames.SET_COOKIE, cookie));
        response.headers().set("x-amzn-RequestId", id.toString());
        if (ending != null) response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    private void after(ChannelFuture written) {
        if (ending != null) written.addListener(ending);
        else
            written.addListener(ChannelFutureListener.CLOSE_ON_FAILURE).addListener(done -> {
                if (done.isSuccess()) next.run();
            });
    }

    @Override
    public void begin(UUID id, Answer head) {
        onLoop(() -> {
            var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()));
            head(response, id, head);
            HttpUtil.setTransferEncodingChunked(response, true);
            channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        });
    }

    @Override
    public boolean hasRoom(Runnable onReady) {
        if (waiting.get() <= ROOM || !channel.channel().isActive()) return true;
        onRoom.set(onReady);
        // What was written meanwhile told nobody.
        if (waiting.get() <= ROOM) tellOfRoom();
        return false;
    }

    private void tellOfRoom() {
        var waiter = onRoom.getAndSet(null);
        if (waiter != null) waiter.run();
    }

    @Override
    public void write(ByteBuffer bytes) {
        var piece = Unpooled.copiedBuffer(bytes);
        var size = piece.readableBytes();
        if (size == 0) {
            piece.release();
            return;
        }
        waiting.addAndGet(size);
        channel.executor()
                .execute(() -> channel.writeAndFlush(new DefaultHttpContent(piece))
                        .addListener(_ -> {
                            if (waiting.addAndGet(-size) <= ROOM) tellOfRoom();
                        }));
    }

    @Override
    public void end() {
        onLoop(() -> after(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)));
    }

    @Override
    public void fail() {
        channel.executor().execute(() -> channel.close().addListener(_ -> tellOfRoom()));
    }
}
