package dev.samovar.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees that a client speaks TLS to a port without, and says so once: the client has but an error of its own TLS. The
/// bytes go on as they came.
final class PlainPort extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(PlainPort.class);

    /// What a record of a TLS handshake begins with, and no request.
    private static final byte HANDSHAKE = 22;

    private final AtomicBoolean said;

    /// @param said whether one of this port's connections has said it
    PlainPort(AtomicBoolean said) {
        this.said = said;
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        channel.pipeline().remove(this);
        if (message instanceof ByteBuf bytes
                && bytes.isReadable()
                && bytes.getByte(bytes.readerIndex()) == HANDSHAKE
                && said.compareAndSet(false, true))
            LOG.warn(
                    "a client speaks TLS to {}, where there is none: its address is http:// and not https://",
                    channel.channel().localAddress());
        channel.fireChannelRead(message);
    }
}
