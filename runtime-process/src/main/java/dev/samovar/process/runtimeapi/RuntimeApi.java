package dev.samovar.process.runtimeapi;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The server of the Lambda Runtime API. Every runtime gets a loopback address of its own, by which it is told
/// from the others, and one event loop, which alone moves its conversation. Safe for use by several threads.
///
/// Source: AWS Lambda developer guide, "Using the Lambda runtime API for custom runtimes".
public final class RuntimeApi implements AutoCloseable {
    private static final int LOOPS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    private static final int LONGEST_LINE = 8 * 1024;

    /// As much as Go's server takes, which AWS's is made with: causes of errors for X-Ray come in a header.
    private static final int LARGEST_HEADERS = (1 << 20) + 4096;

    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private @Nullable MultiThreadIoEventLoopGroup loops;
    private boolean closed;

    /// Opens an endpoint at a loopback address of its own, for a runtime that is about to start.
    ///
    /// @param guests whom it is for
    /// @param restores whether the runtime is told when it goes on after a snapshot
    /// @throws IOException if the server is closed, or no address is free
    public Endpoint open(Guests guests, boolean restores) throws IOException {
        var loop = loop();
        var exchange = exchange(loop, guests, restores);
        var channel = listen(loop, exchange);
        exchange.telemetry().reach(Reach.at(((InetSocketAddress) channel.localAddress()).getAddress()));
        return new Endpoint(loop, exchange, channel, null, null);
    }

    /// Opens an endpoint for a runtime that is about to start and has no network.
    ///
    /// @param guests whom it is for
    /// @param restores whether the runtime is told when it goes on after a snapshot
    /// @param sockets what leads to the runtime, and from it
    /// @throws IOException if the server is closed, or a socket cannot be made
    public Endpoint open(Guests guests, boolean restores, Sockets sockets) throws IOException {
        var loop = loop();
        var exchange = exchange(loop, guests, restores);
        var channel = listen(loop, exchange, sockets.api());
        var inward = inward(sockets, channel);
        exchange.telemetry().reach(inward);
        return new Endpoint(loop, exchange, channel, sockets, inward);
    }

    private static Exchange exchange(EventLoop loop, Guests guests, boolean restores) {
        var exchange = new Exchange(guests, restores);
        exchange.heard().onFewer(() -> loop.execute(exchange::readOn));
        return exchange;
    }

    private synchronized EventLoop loop() throws IOException {
        if (closed) throw new IOException("the server of the Runtime API is closed");
        var there = loops;
        if (there == null) {
            there = new MultiThreadIoEventLoopGroup(
                    LOOPS, new DefaultThreadFactory("samovar-runtime-api", true), NioIoHandler.newFactory());
            loops = there;
        }
        return there.next();
    }

    private static Inward inward(Sockets sockets, Channel listening) throws IOException {
        try {
            return new Inward(sockets.inward());
        } catch (IOException e) {
            listening.close().awaitUninterruptibly();
            throw e;
        }
    }

    private static Channel listen(EventLoop loop, Exchange exchange, Path socket) throws IOException {
        var binding = server(loop, exchange, NioServerDomainSocketChannel.class)
                .bind(UnixDomainSocketAddress.of(socket))
                .awaitUninterruptibly();
        if (binding.isSuccess()) return binding.channel();
        throw new IOException(
                socket + " cannot be listened on: " + binding.cause().getMessage(), binding.cause());
    }

    private Channel listen(EventLoop loop, Exchange exchange) throws IOException {
        var server = server(loop, exchange, NioServerSocketChannel.class).childOption(ChannelOption.TCP_NODELAY, true);
        while (true) {
            var binding =
                    server.bind(new InetSocketAddress(addresses.next(), 0)).awaitUninterruptibly();
            if (binding.isSuccess()) return binding.channel();
            if (!addresses.fallBack())
                throw new IOException(
                        "no loopback address can be listened on: "
                                + binding.cause().getMessage(),
                        binding.cause());
        }
    }

    private static ServerBootstrap server(EventLoop loop, Exchange exchange, Class<? extends ServerChannel> type) {
        return new ServerBootstrap().group(loop, loop).channel(type).childHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(LONGEST_LINE)
                                .setMaxHeaderSize(LARGEST_HEADERS)))
                        .addLast(new Connection(exchange));
            }
        });
    }

    /// Ends every connection. Harmless when closed already.
    @Override
    public void close() {
        MultiThreadIoEventLoopGroup there;
        synchronized (this) {
            closed = true;
            there = loops;
            loops = null;
        }
        if (there != null) there.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
