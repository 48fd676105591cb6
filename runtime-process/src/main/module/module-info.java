/// Starts, connects and ends the child processes that functions run in.
module dev.samovar.process {
    requires static org.jspecify;
    requires dev.samovar.api;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires jdk.net;
    requires org.slf4j;
    requires tools.jackson.core;

    exports dev.samovar.process;
}
