package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Payload;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.http.auth.Authorization;
import dev.samovar.http.auth.Sessions;
import dev.samovar.http.auth.WebPages;
import dev.samovar.http.identity.IdentityApi;
import dev.samovar.http.lambda.Downloads;
import dev.samovar.http.lambda.Invocations;
import dev.samovar.http.lambda.Operations;
import dev.samovar.http.logs.LogsApi;
import dev.samovar.http.shape.Model;
import dev.samovar.http.url.UrlCalls;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/// The endpoint without sockets, for bytes that somebody made up. It sees what becomes of each request: one that came
/// whole is answered, once, with a status of the contract, or the connection says that it ends.
final class FuzzedFront implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "000000000000");
    private static final LocalAddress ADDRESS = new LocalAddress(FuzzedFront.class);

    /// What the API and function URLs answer with. 500 is a bug of ours; a function may answer anything at its URL.
    private static final Set<Integer> OF_THE_CONTRACT =
            Set.of(200, 201, 202, 204, 400, 401, 403, 404, 409, 410, 412, 413, 429, 501, 502);

    private final FunctionRuntime runtime =
            Samovar.builder().isolation(IN_PROCESS).build();
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final Front front;
    private final String urlHost;
    private final Channel server;
    private volatile Seen seen = new Seen();

    /// What one connection saw.
    private static final class Seen {
        private final AtomicInteger bytes = new AtomicInteger();
        private final AtomicInteger whole = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final List<Integer> statuses = new CopyOnWriteArrayList<>();
        private volatile boolean says;
        private volatile boolean malformed;
        private volatile boolean closed;

        boolean isDone(int sent) {
            return closed || (bytes.get() == sent && ended.get() >= whole.get());
        }

        @Override
        public String toString() {
            return whole + " requests came whole, " + ended + " answers ended, statuses " + statuses
                    + (closed ? says ? ", ended as it said" : ", ended without a word" : "");
        }
    }

    FuzzedFront() {
        runtime.create("echo", (event, context) -> Payload.of(event.toByteArray()));
        runtime.create("closed", (event, context) -> Payload.NULL);
        runtime.control().putFunctionConcurrency(new FunctionName("closed"), 0);
        runtime.create("url", (event, context) -> answerIn(event.toByteArray()));
        var control = runtime.control();
        var downloads = new Downloads(control, InstantSource.system(), () -> "http://localhost");
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        front = new Front(
                Model.read("lambda.json"),
                new Operations(control, ACCOUNT, FuzzedFront::host, downloads),
                new Invocations(runtime, ACCOUNT),
                new UrlCalls(runtime, ACCOUNT, InstantSource.system()),
                downloads,
                new PostedRequests(
                        new LogsApi(
                                new MemoryLogStore(1 << 20, InstantSource.system()), ACCOUNT, InstantSource.system()),
                        new IdentityApi(
                                ACCOUNT,
                                new Authorization(ACCOUNT, runtime.control().policies(), null),
                                new Sessions(InstantSource.system()),
                                InstantSource.system()),
                        workers),
                new WebPages("localhost", false),
                null,
                workers);
        server = new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<LocalChannel>() {
                    @Override
                    protected void initChannel(LocalChannel channel) {
                        var mine = seen;
                        channel.closeFuture().addListener(_ -> mine.closed = true);
                        channel.pipeline()
                                .addLast(new Bytes(mine))
                                .addLast(new HttpServerCodec())
                                .addLast(new Messages(mine))
                                .addLast(new Connection(front, new BodyRoom(Long.MAX_VALUE), Duration.ofMinutes(1)));
                    }
                })
                .bind(ADDRESS)
                .syncUninterruptibly()
                .channel();
        urlHost = openUrl();
    }

    /// The body of the request is what the function answers.
    private static Payload answerIn(byte[] event) {
        var request = JsonMapper.shared().readTree(event);
        var body = request.path("body").asString("");
        return Payload.owning(
                request.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(StandardCharsets.UTF_8));
    }

    private static String host(String id) {
        return id + ".lambda-url.us-east-1.localhost";
    }

    /// Makes a function URL of "url" that anybody may call.
    private String openUrl() {
        var function = "/functions/url/";
        send("POST /2021-10-31" + function + "url HTTP/1.1", "{\"AuthType\":\"NONE\"}");
        send(
                "POST /2015-03-31" + function + "policy HTTP/1.1",
                "{\"StatementId\":\"a\",\"Action\":\"lambda:InvokeFunctionUrl\",\"Principal\":\"*\","
                        + "\"FunctionUrlAuthType\":\"NONE\"}");
        send(
                "POST /2015-03-31" + function + "policy HTTP/1.1",
                "{\"StatementId\":\"b\",\"Action\":\"lambda:InvokeFunction\",\"Principal\":\"*\"}");
        return host(runtime.control()
                .functionUrls()
                .list(new FunctionName("url"))
                .getFirst()
                .id());
    }

    private void send(String line, String body) {
        check((line + "\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    /// The host of a function URL.
    String urlHost() {
        return urlHost;
    }

    /// Sends the bytes over a connection of their own.
    ///
    /// @throws AssertionError if one of the promises is broken
    void check(byte[] bytes) {
        var mine = new Seen();
        seen = mine;
        var client = new Bootstrap()
                .group(loops)
                .channel(LocalChannel.class)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext channel, Object message) {
                        ReferenceCountUtil.release(message);
                    }
                })
                .connect(ADDRESS)
                .syncUninterruptibly()
                .channel();
        try {
            if (bytes.length > 0) client.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            var until = System.nanoTime() + PATIENCE_NANOS;
            while (!mine.isDone(bytes.length)) {
                if (System.nanoTime() > until) throw new AssertionError("a request has no answer: " + mine);
                LockSupport.parkNanos(20_000);
            }
            assertKept(mine, bytes);
        } finally {
            client.close().syncUninterruptibly();
        }
    }

    private static void assertKept(Seen mine, byte[] bytes) {
        if (mine.closed && !mine.says && mine.ended.get() < Math.max(1, mine.whole.get()))
            throw new AssertionError("the connection ended without a word: " + mine);
        var toUrl = new String(bytes, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains(".lambda-url.");
        for (var status : mine.statuses)
            if (toUrl ? status < 200 || status > 599 : !OF_THE_CONTRACT.contains(status))
                throw new AssertionError("not of the contract: " + mine);
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        runtime.close();
    }

    private static final class Bytes extends ChannelInboundHandlerAdapter {
        private final Seen seen;

        Bytes(Seen seen) {
            this.seen = seen;
        }

        /// They count when what they are has been counted.
        @Override
        public void channelRead(ChannelHandlerContext channel, Object message) {
            var count = ((ByteBuf) message).readableBytes();
            channel.fireChannelRead(message);
            seen.bytes.addAndGet(count);
        }
    }

    private static final class Messages extends ChannelDuplexHandler {
        private final Seen seen;

        Messages(Seen seen) {
            this.seen = seen;
        }

        @Override
        public void channelRead(ChannelHandlerContext channel, Object message) {
            if (((HttpObject) message).decoderResult().isFailure()) seen.malformed = true;
            else if (message instanceof LastHttpContent && !seen.malformed) seen.whole.incrementAndGet();
            channel.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) {
            var head = message instanceof HttpResponse response ? response : null;
            if (head != null && head.status().code() != 100) {
                seen.statuses.add(head.status().code());
                if (head.headers().containsValue(HttpHeaderNames.CONNECTION, "close", true)) seen.says = true;
            }
            var last = message instanceof LastHttpContent
                    && (head == null || head.status().code() != 100);
            channel.write(message, promise);
            if (last) promise.addListener(_ -> seen.ended.incrementAndGet());
        }
    }
}
