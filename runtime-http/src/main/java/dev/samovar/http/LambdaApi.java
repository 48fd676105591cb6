package dev.samovar.http;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.http.identity.IdentityApi;
import dev.samovar.http.lambda.Invocations;
import dev.samovar.http.lambda.Operations;
import dev.samovar.http.logs.LogsApi;
import dev.samovar.http.shape.Model;
import dev.samovar.http.url.UrlCalls;
import dev.samovar.spi.LogStore;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An endpoint of the Lambda API on a runtime, of CloudWatch Logs on its logs, and of what tools ask of STS and
/// IAM, for unmodified AWS clients. It belongs to this machine: it listens on the loopback interface, asks for no
/// credentials, and refuses what web pages send.
///
/// ```java
/// try (var api = LambdaApi.on(runtime, account).logs(logs).port(3001).start()) {
///     System.out.println("export AWS_ENDPOINT_URL=" + api.uri());
/// }
/// ```
public final class LambdaApi {
    private static final int LONGEST_LINE = 16_384;
    private static final int LARGEST_HEADERS = 32_768;
    private static final int BACKLOG = 1024;
    private static final int IDLE_SECONDS = 120;

    private final FunctionRuntime runtime;
    private final Account account;
    private String host = "127.0.0.1";
    private int port;
    private @Nullable LogStore logs;

    private LambdaApi(FunctionRuntime runtime, Account account) {
        this.runtime = runtime;
        this.account = account;
    }

    /// Begins to describe an endpoint.
    ///
    /// @param account the one that the runtime was built with
    public static LambdaApi on(FunctionRuntime runtime, Account account) {
        return new LambdaApi(runtime, account);
    }

    /// Where it listens: 0, the default, takes any port that is free.
    public LambdaApi port(int number) {
        port = number;
        return this;
    }

    /// Answers CloudWatch Logs too, on what this store keeps.
    ///
    /// @param store the one that the runtime was built with
    public LambdaApi logs(LogStore store) {
        logs = store;
        return this;
    }

    /// Starts to listen.
    ///
    /// @throws UncheckedIOException if the port is taken
    public Running start() {
        var model = Model.read("lambda.json");
        var bound = new CompletableFuture<Integer>();
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        var front = new Front(
                model,
                new Operations(runtime.control(), account, id -> functionUrl(id, bound.join())),
                new Invocations(runtime, account),
                new UrlCalls(runtime, account, InstantSource.system()),
                new PostedRequests(
                        logs == null ? null : new LogsApi(logs, account, InstantSource.system()),
                        new IdentityApi(account, InstantSource.system()),
                        workers),
                new CallerCheck(host),
                workers);
        var loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                                        .setMaxInitialLineLength(LONGEST_LINE)
                                        .setMaxHeaderSize(LARGEST_HEADERS)))
                                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                                .addLast(new Connection(front));
                    }
                });
        var binding = server.bind(host, port).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            workers.close();
            var why = "cannot listen on " + host + ":" + port + ": "
                    + binding.cause().getMessage();
            throw new UncheckedIOException(why, new IOException(why, binding.cause()));
        }
        bound.complete(((InetSocketAddress) binding.channel().localAddress()).getPort());
        return new Running(binding.channel(), connections, loops, workers);
    }

    /// Browsers and curl find names under `localhost` by themselves, and each is an origin of its own.
    private String functionUrl(String id, int boundPort) {
        return "http://" + id + ".lambda-url." + account.region() + ".localhost:" + boundPort + "/";
    }

    /// An endpoint that listens. Safe for use by several threads.
    public static final class Running implements AutoCloseable {
        private final Channel server;
        private final ChannelGroup connections;
        private final EventLoopGroup loops;
        private final ExecutorService workers;

        private Running(Channel server, ChannelGroup connections, EventLoopGroup loops, ExecutorService workers) {
            this.server = server;
            this.connections = connections;
            this.loops = loops;
            this.workers = workers;
        }

        /// Where clients find it.
        public URI uri() {
            var address = (InetSocketAddress) server.localAddress();
            return URI.create("http://" + address.getHostString() + ":" + address.getPort());
        }

        /// Listens no more and ends what is connected. Harmless when closed already.
        @Override
        public void close() {
            server.close().awaitUninterruptibly();
            connections.close().awaitUninterruptibly();
            workers.shutdown();
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
