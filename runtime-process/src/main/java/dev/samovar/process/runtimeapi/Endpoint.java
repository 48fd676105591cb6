package dev.samovar.process.runtimeapi;

import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.TelemetryListener;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where one runtime finds its Runtime API, and what its environment hears of it. What it says is taken by one
/// thread, the environment's.
public final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final EventLoop loop;
    private final Exchange exchange;
    private final Heard heard;
    private final Telemetry telemetry;
    private final Channel listening;
    private final @Nullable Sockets sockets;
    private final @Nullable Inward inward;

    /// @param sockets what leads to a runtime that has no network; null for one that has
    /// @param inward what leads to the runtime's own ports; null for one whose ports are this machine's
    Endpoint(EventLoop loop, Exchange exchange, Channel listening, @Nullable Sockets sockets, @Nullable Inward inward) {
        this.loop = loop;
        this.exchange = exchange;
        this.heard = exchange.heard();
        this.telemetry = exchange.telemetry();
        this.listening = listening;
        this.sockets = sockets;
        this.inward = inward;
    }

    /// The address as `AWS_LAMBDA_RUNTIME_API` has it: where it listens, or what leads to its socket.
    public String address() {
        int port = listening.localAddress() instanceof InetSocketAddress at ? at.getPort() : Sockets.API_PORT;
        return host() + ":" + port;
    }

    /// The address without its port.
    public String host() {
        return listening.localAddress() instanceof InetSocketAddress at
                ? at.getAddress().getHostAddress()
                : "127.0.0.1";
    }

    /// What leads to a runtime that has no network; empty for one that has.
    public Optional<Sockets> sockets() {
        return Optional.ofNullable(sockets);
    }

    /// Gives the runtime, which has asked for it, an invocation.
    public void hand(RuntimeInvocation invocation) {
        loop.execute(() -> exchange.hand(invocation));
    }

    /// The next thing it says, waited for.
    public Said take() {
        return heard.take();
    }

    /// The next thing it says, if it does within this time.
    public Optional<Said> take(long nanos) {
        return heard.poll(nanos);
    }

    /// Its process has ended, or is not waited for any more: once what it said before is taken, that is told.
    public void ended() {
        try {
            loop.execute(() -> {
                exchange.extensions().initFailed();
                heard.add(new Said.Ended());
            });
        } catch (RejectedExecutionException e) {
            heard.add(new Said.Ended());
        }
    }

    // --- extensions

    /// Who is told what happens in the environment, for its extensions.
    public TelemetryListener telemetry() {
        return telemetry;
    }

    /// What runs in the environment stands still, or goes on.
    public void still(boolean on) {
        telemetry.still(on);
    }

    /// Whether an extension wants to be told.
    public boolean hasSubscribers() {
        return telemetry.hasSubscribers();
    }

    /// Whether there is an extension.
    public boolean hasExtensions() {
        return exchange.extensions().areThere();
    }

    /// Whether there is an extension that is a program of its own.
    public boolean hasPrograms() {
        return exchange.extensions().arePrograms();
    }

    /// What the log says of the extensions.
    public List<ExtensionState> extensions() {
        return exchange.extensions().told();
    }

    /// The program of an extension has ended.
    ///
    /// @param number which of the programs, from 1 on
    public void extensionEnded(int number, ProcessEnd end) {
        try {
            loop.execute(() -> exchange.extensions().ended(number, end));
        } catch (RejectedExecutionException e) {
            LOG.trace("an extension ended after the server of {}", this);
        }
    }

    /// Tells extensions that the environment ends.
    public void shutDown(String reason, long deadlineMillis) {
        try {
            loop.execute(() -> exchange.extensions().shutDown(reason, deadlineMillis));
        } catch (RejectedExecutionException e) {
            heard.add(new Said.ExtensionsDown());
        }
    }

    /// Ends its connections; nobody listens any more. Harmless when the server is closed already.
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        telemetry.close();
        if (inward != null) inward.close();
        try {
            loop.execute(exchange::close);
        } catch (RejectedExecutionException e) {
            LOG.trace("the server closed the connections of {}", this);
        }
    }
}
