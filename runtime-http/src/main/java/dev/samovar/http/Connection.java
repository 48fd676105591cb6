package dev.samovar.http;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.url.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: a request at a time, whose body is read only if it would not be refused. What comes after it waits
/// until its answer is written. Whoever sends too slowly is cut off: the head of the next request has to be there in
/// time, and its body in as much time again. A client that goes away ends its wait, not the invocation.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /// How long a client may go on sending after it was refused, in nanoseconds.
    private static final long LINGERING = Duration.ofSeconds(5).toNanos();

    private final Front front;
    private final BodyRoom room;
    private final long patienceNanos;

    /// The request whose body is being read, or null.
    private Front.@Nullable Expected expected;

    private @Nullable ByteBuf body;
    private boolean keepAlive;

    /// Whether the rest of what comes is thrown away: the request was answered before its end.
    private boolean skipping;

    /// Whether the connection was told its last: all that comes is thrown away.
    private boolean lingering;

    /// Whether a request waits for its answer; what comes meanwhile waits for it.
    private boolean answering;

    private final Deque<HttpObject> waiting = new ArrayDeque<>();

    /// By when more has to come, in ticks, unless a request waits for its answer.
    private long until;

    private @Nullable Future<?> watch;

    Connection(Front front, BodyRoom room, Duration patience) {
        this.front = front;
        this.room = room;
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        waitForMore(channel);
        watch(channel, patienceNanos);
    }

    private void waitForMore(ChannelHandlerContext channel) {
        until = channel.executor().ticker().nanoTime() + patienceNanos;
    }

    private void watch(ChannelHandlerContext channel, long nanos) {
        watch = channel.executor().schedule(() -> look(channel), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext channel) {
        var left =
                answering ? patienceNanos : until - channel.executor().ticker().nanoTime();
        if (left > 0) watch(channel, left);
        else close(channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        if (lingering) ReferenceCountUtil.release(message);
        else if (answering) waiting.add((HttpObject) message);
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
        waitForMore(channel);
        try {
            var request = front.expect(head, peer(channel));
            var length = HttpUtil.getContentLength(head, 0L);
            if (length > request.largestBody()) {
                refuse(channel, tooLarge(request), true);
                return;
            }
            expected = request;
            body = channel.alloc().heapBuffer();
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
        else if (room.take(bytes.readableBytes())) body.writeBytes(bytes);
        else refuse(channel, noRoom(request), true);
    }

    private static Answer tooLarge(Front.Expected request) {
        return request.refused()
                .apply(Refusal.of(
                        413,
                        "RequestEntityTooLargeException",
                        "Request must be smaller than " + request.largestBody() + " bytes for the "
                                + request.operation() + " operation"));
    }

    private static Answer noRoom(Front.Expected request) {
        return request.refused()
                .apply(Refusal.of(
                        503,
                        "ServiceException",
                        "The requests that are on their way take too much memory; try again later."));
    }

    private static Peer peer(ChannelHandlerContext channel) {
        var address = channel.channel().remoteAddress() instanceof InetSocketAddress known
                ? known.getAddress().getHostAddress()
                : "";
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) return new Peer(address, null);
        var session = tls.engine().getSession();
        return new Peer(address, new Peer.Tls(session.getProtocol(), session.getCipherSuite()));
    }

    private void end(ChannelHandlerContext channel) {
        var request = expected;
        var read = body;
        if (skipping || request == null || read == null) {
            skipping = false;
            waitForMore(channel);
            return;
        }
        answering = true;
        channel.channel().config().setAutoRead(false);
        var bytes = ByteBufUtil.getBytes(read);
        forget();
        request.action()
                .answer(
                        bytes,
                        new Response(channel, keepAlive ? null : ChannelFutureListener.CLOSE, () -> goOn(channel)));
    }

    /// Answers before the body has come: what is left of it is thrown away, or the connection ends.
    private void refuse(ChannelHandlerContext channel, Answer refusal, boolean close) {
        forget();
        skipping = true;
        lingering = close || !keepAlive;
        new Response(channel, lingering ? _ -> linger(channel) : null, () -> {}).write(UUID.randomUUID(), refusal);
    }

    /// Ends a connection whose client may still be sending: at a closed door it would lose the answer. Nothing
    /// more is said, and what comes is thrown away until the client ends the connection too, or had its time.
    private void linger(ChannelHandlerContext channel) {
        if (!(channel.channel() instanceof SocketChannel socket) || !socket.isActive()) {
            close(channel);
            return;
        }
        socket.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        var _ = channel.executor()
                .schedule(() -> close(channel), Math.min(LINGERING, patienceNanos), TimeUnit.NANOSECONDS);
    }

    private void goOn(ChannelHandlerContext channel) {
        answering = false;
        waitForMore(channel);
        while (!answering && !waiting.isEmpty()) read(channel, waiting.remove());
        readOn(channel);
    }

    /// Reads no more than is answered, and answers no more than is read.
    private void readOn(ChannelHandlerContext channel) {
        if (!answering) channel.channel().config().setAutoRead(channel.channel().isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext channel) {
        readOn(channel);
    }

    private void forget() {
        expected = null;
        if (body == null) return;
        room.giveBack(body.readableBytes());
        body.release();
        body = null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        forget();
        if (watch != null) watch.cancel(false);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
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
