package dev.samovar.http;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.http.auth.Authentication;
import dev.samovar.http.auth.Authorization;
import dev.samovar.http.auth.FunctionAccess;
import dev.samovar.http.auth.Sessions;
import dev.samovar.http.auth.WebPages;
import dev.samovar.http.identity.IdentityApi;
import dev.samovar.http.lambda.Downloads;
import dev.samovar.http.lambda.Invocations;
import dev.samovar.http.lambda.Operations;
import dev.samovar.http.logs.LogsApi;
import dev.samovar.http.shape.Model;
import dev.samovar.http.url.UrlCalls;
import dev.samovar.spi.Authorizer;
import dev.samovar.spi.CredentialsSource;
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
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// An endpoint of the Lambda API on a runtime, of CloudWatch Logs on its logs, and of what tools ask of STS and
/// IAM, for unmodified AWS clients. By default it belongs to this machine: it listens on the loopback interface and
/// asks for no credentials. Elsewhere it insists on them. It refuses what web pages send in any case.
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

    /// More requests than fit into what is read at once. The codec ends connections that have more unanswered.
    private static final int MOST_PIPELINED = 8192;

    private static final int MOST_CONNECTIONS = 4096;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The part of the heap that bodies may take while they come.
    private static final int BODIES_PART = 4;

    private final FunctionRuntime runtime;
    private final Account account;
    private String host = "127.0.0.1";
    private int port;
    private int connections = MOST_CONNECTIONS;
    private Duration patience = PATIENCE;
    private long bodies = Runtime.getRuntime().maxMemory() / BODIES_PART;
    private @Nullable LogStore logs;
    private @Nullable CredentialsSource credentials;
    private @Nullable Authorizer authorizer;
    private @Nullable FunctionAccess functions;
    private @Nullable SslContext tls;

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

    /// The address it is bound to: `127.0.0.1` by default. Any other but the loopback interface's needs
    /// [#credentials].
    public LambdaApi host(String address) {
        host = address;
        return this;
    }

    /// How many connections there may be at once, about: 4096 by default. Others wait until one ends.
    public LambdaApi connections(int most) {
        if (most < 1) throw new IllegalArgumentException("there is at least 1 connection, not " + most);
        connections = most;
        return this;
    }

    /// How long a connection may wait for its client, two minutes by default: for a request, for the body after its
    /// head, and until what is answered is read. It is ended then.
    public LambdaApi patience(Duration limit) {
        if (!limit.isPositive()) throw new IllegalArgumentException("patience is longer than 0, not " + limit);
        patience = limit;
        return this;
    }

    /// How many bytes the bodies of all requests may take while they come.
    LambdaApi bodies(long bytes) {
        bodies = bytes;
        return this;
    }

    /// Insists on requests that are signed with these keys (Signature Version 4). Without it, signatures are not
    /// looked at.
    public LambdaApi credentials(CredentialsSource known) {
        credentials = known;
        return this;
    }

    /// Asks the host what callers of the account may do; by default everything. It needs [#credentials].
    public LambdaApi authorizer(Authorizer decides) {
        authorizer = decides;
        return this;
    }

    /// Lets functions invoke each other here.
    ///
    /// @param access what the runtime was built with, as [dev.samovar.spi.FunctionVariables]
    public LambdaApi functions(FunctionAccess access) {
        functions = access;
        return this;
    }

    /// Serves TLS.
    ///
    /// @param certificates a file of PEM: the certificate, then those that vouch for it
    /// @param key a file of PEM: its private key (PKCS #8), without a password
    /// @throws IllegalArgumentException if they are none
    public LambdaApi tls(Path certificates, Path key) {
        try {
            tls = SslContextBuilder.forServer(certificates.toFile(), key.toFile())
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "no certificate and key in PEM: " + certificates + ", " + key + ": " + e.getMessage(), e);
        }
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
    /// @throws IllegalStateException if others than this machine, or functions that are not trusted, could reach it
    ///     without credentials
    public Running start() {
        if (credentials == null && !isLoopback())
            throw new IllegalStateException(
                    "bound to " + host + " the endpoint needs credentials: others could run code");
        if (credentials == null && runtime.opensLoopback())
            throw new IllegalStateException("the endpoint needs credentials: functions that are not trusted reach it");
        var model = Model.read("lambda.json");
        var bound = new CompletableFuture<Integer>();
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        var sessions = new Sessions(InstantSource.system());
        var authorization = new Authorization(account, runtime.control().policies(), authorizer);
        var downloads = new Downloads(
                runtime.control(), InstantSource.system(), () -> scheme() + "://" + name() + ":" + bound.join());
        var front = new Front(
                model,
                new Operations(runtime.control(), account, id -> functionUrl(id, bound.join()), downloads),
                new Invocations(runtime, account),
                new UrlCalls(runtime, account, InstantSource.system()),
                downloads,
                new PostedRequests(
                        logs == null ? null : new LogsApi(logs, account, InstantSource.system()),
                        new IdentityApi(account, authorization, sessions, InstantSource.system()),
                        workers),
                new WebPages(host, credentials != null),
                credentials == null ? null : new Access(authentication(credentials, sessions), authorization, workers),
                workers);
        var loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        var connected = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var room = new BodyRoom(bodies);
        var saidOfTls = new AtomicBoolean();
        var server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .handler(new Admission(connections))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connected.add(channel);
                        channel.pipeline()
                                .addLast(tls != null ? tls.newHandler(channel.alloc()) : new PlainPort(saidOfTls));
                        channel.pipeline()
                                .addLast(new HttpServerCodec(
                                        new HttpDecoderConfig()
                                                .setMaxInitialLineLength(LONGEST_LINE)
                                                .setMaxHeaderSize(LARGEST_HEADERS),
                                        MOST_PIPELINED))
                                .addLast(new WriteTimeoutHandler(patience.toMillis(), TimeUnit.MILLISECONDS))
                                .addLast(new Connection(front, room, patience));
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
        var running = new Running(binding.channel(), scheme() + "://" + name(), connected, loops, workers);
        if (functions != null) functions.endpoint(running.uri());
        return running;
    }

    /// The address as URLs have it.
    private String name() {
        if (host.equals("0.0.0.0") || host.equals("::")) return "127.0.0.1";
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Authentication authentication(CredentialsSource known, Sessions sessions) {
        var ofFunctions = functions;
        CredentialsSource all = id -> known.find(id)
                .or(() -> sessions.find(id))
                .or(() -> ofFunctions == null ? Optional.empty() : ofFunctions.find(id));
        return new Authentication(all, account.region(), InstantSource.system());
    }

    private String scheme() {
        return tls == null ? "http" : "https";
    }

    /// Browsers and curl find names under `localhost` by themselves, and each is an origin of its own.
    private String functionUrl(String id, int boundPort) {
        return scheme() + "://" + id + ".lambda-url." + account.region() + ".localhost:" + boundPort + "/";
    }

    /// An endpoint that listens. Safe for use by several threads.
    public static final class Running implements AutoCloseable {
        private final Channel server;
        private final String base;
        private final ChannelGroup connections;
        private final EventLoopGroup loops;
        private final ExecutorService workers;

        private Running(
                Channel server, String base, ChannelGroup connections, EventLoopGroup loops, ExecutorService workers) {
            this.server = server;
            this.base = base;
            this.connections = connections;
            this.loops = loops;
            this.workers = workers;
        }

        /// Where clients find it.
        public URI uri() {
            var address = (InetSocketAddress) server.localAddress();
            return URI.create(base + ":" + address.getPort());
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
