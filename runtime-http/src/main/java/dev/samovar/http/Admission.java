package dev.samovar.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Accepts connections as long as there are not too many; others wait until one ends. As many as come at once are
/// accepted together, so that there may be a few more.
final class Admission extends ChannelInboundHandlerAdapter {
    private final int most;
    private int open;

    Admission(int most) {
        this.most = most;
    }

    @Override
    public void channelRead(ChannelHandlerContext server, Object accepted) {
        open++;
        accept(server);
        ((Channel) accepted)
                .closeFuture()
                .addListener(_ -> server.executor().execute(() -> {
                    open--;
                    accept(server);
                }));
        server.fireChannelRead(accepted);
    }

    private void accept(ChannelHandlerContext server) {
        server.channel().config().setAutoRead(open < most);
    }
}
