package dev.samovar.http;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.lambda.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: a request at a time, whose body is read only if it would not be refused. What comes after it waits
/// until
/// it is answered. A client that goes away ends its wait, not the invocation.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Front front;

    /// The request whose body is being read, or null.
    private Front.@Nullable Expected expected;

    private @Nullable CompositeByteBuf body;
    private boolean keepAlive;

    /// Whether the rest of what comes is thrown away: the request was answered before its end.
    private boolean skipping;

    /// Whether a request waits for its answer; what comes meanwhile waits for it.
    private boolean answering;

    private final Deque<HttpObject> waiting = new ArrayDeque<>();

    Connection(Front front) {
        this.front = front;
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        if (answering) waiting.add((HttpObject) message);
        else read(channel, (HttpObject) message);
    }

    private void read(ChannelHandlerContext channel, HttpObject message) {
        try {
            if (message.decoderResult().isFailure()) {
                var refusal = Refusal.of(400, "ValidationException", "The request is not well-formed HTTP.");
                refuse(channel, Answer.refused(refusal), true);
                return;
            }
            if (message instanceof HttpRequest head) begin(channel, head);
            if (message instanceof HttpContent content) append(channel, content.content());
            if (message instanceof LastHttpContent) end(channel);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext channel, HttpRequest head) {
        skipping = false;
        keepAlive = HttpUtil.isKeepAlive(head);
        try {
            var request = front.expect(head, caller(channel));
            var length = HttpUtil.getContentLength(head, 0L);
            if (length > request.largestBody()) {
                refuse(channel, tooLarge(request), true);
                return;
            }
            expected = request;
            body = channel.alloc().compositeBuffer(Integer.MAX_VALUE);
            if (HttpUtil.is100ContinueExpected(head))
                channel.writeAndFlush(new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } catch (RequestRefusedException e) {
            refuse(channel, front.refusal(head, e.refusal()), HttpUtil.is100ContinueExpected(head));
        }
    }

    private void append(ChannelHandlerContext channel, ByteBuf bytes) {
        var request = expected;
        if (request == null || body == null || !bytes.isReadable()) return;
        if (body.readableBytes() + bytes.readableBytes() > request.largestBody())
            refuse(channel, tooLarge(request), true);
        else body.addComponent(true, bytes.retain());
    }

    private static Answer tooLarge(Front.Expected request) {
        return request.refused()
                .apply(Refusal.of(
                        413,
                        "RequestEntityTooLargeException",
                        "Request must be smaller than " + request.largestBody() + " bytes for the "
                                + request.operation() + " operation"));
    }

    private static String caller(ChannelHandlerContext channel) {
        return channel.channel().remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    private void end(ChannelHandlerContext channel) {
        var request = expected;
        var read = body;
        if (skipping || request == null || read == null) {
            skipping = false;
            return;
        }
        answering = true;
        channel.channel().config().setAutoRead(false);
        var bytes = ByteBufUtil.getBytes(read);
        forget();
        request.action().answer(bytes, new Response(channel, !keepAlive, () -> goOn(channel)));
    }

    /// Answers before the body has come: what is left of it is thrown away, or the connection ends.
    private void refuse(ChannelHandlerContext channel, Answer refusal, boolean close) {
        forget();
        skipping = true;
        new Response(channel, close || !keepAlive, () -> {}).write(UUID.randomUUID(), refusal);
    }

    private void goOn(ChannelHandlerContext channel) {
        answering = false;
        while (!answering && !waiting.isEmpty()) read(channel, waiting.remove());
        if (!answering) channel.channel().config().setAutoRead(true);
    }

    private void forget() {
        expected = null;
        if (body != null) body.release();
        body = null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        forget();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /// Closes what neither asks nor is being answered.
    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) {
        if (event instanceof IdleStateEvent && !answering) close(channel);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        LOG.debug("a connection ends", cause);
        close(channel);
    }

    private static void close(ChannelHandlerContext channel) {
        channel.close().addListener(closed -> LOG.trace("closed {}", channel));
    }
}
