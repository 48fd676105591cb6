package dev.samovar.process.runtimeapi;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of a runtime: a request at a time. A body that nobody wants is read and thrown away, so that
/// the client hears the answer; who sends a request before the one before is answered is cut off.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Exchange exchange;
    private @Nullable ChannelHandlerContext channel;

    /// What the body goes to that is being read, or null.
    private @Nullable Body body;

    /// Whether a request waits for its answer.
    private boolean answering;

    private boolean keepAlive;

    Connection(Exchange exchange) {
        this.exchange = exchange;
    }

    private ChannelHandlerContext channel() {
        return Objects.requireNonNull(channel);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context;
        if (!exchange.connected(this)) close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            read((HttpObject) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpObject message) {
        if (message.decoderResult().isFailure()) {
            keepAlive = false;
            answer(Answer.MALFORMED);
            return;
        }
        if (message instanceof HttpRequest head) begin(head);
        var to = body;
        if (to == null) return;
        if (message instanceof HttpContent content && content.content().isReadable()) to.take(content.content());
        if (message instanceof LastHttpContent last) {
            body = null;
            answering = true;
            to.end(last.trailingHeaders());
        }
    }

    private void begin(HttpRequest head) {
        if (answering) {
            close();
            return;
        }
        keepAlive = HttpUtil.isKeepAlive(head);
        body = exchange.begin(head, this);
        if (HttpUtil.is100ContinueExpected(head))
            channel()
                    .writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /// Answers the request that waits.
    void answer(Answer answer) {
        answering = false;
        var bytes = Unpooled.wrappedBuffer(answer.body().buffer());
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), bytes);
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
        if (!keepAlive) response.headers().set(HttpHeaderNames.CONNECTION, "close");
        var written = channel().writeAndFlush(response);
        if (!keepAlive) written.addListener(ChannelFutureListener.CLOSE);
    }

    /// Whether more is read, or what was sent waits.
    void reads(boolean on) {
        channel().channel().config().setAutoRead(on);
    }

    void close() {
        var _ = channel().close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var to = body;
        body = null;
        if (to != null) to.broken();
        exchange.disconnected(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection of a runtime ends", cause);
        close();
    }
}
