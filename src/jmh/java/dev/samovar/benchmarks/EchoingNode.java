package dev.samovar.benchmarks;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A peer: a Node process that sends back what it gets over a Unix socket.
@State(Scope.Thread)
public class EchoingNode {
    private final byte[] event = Answer.event();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
    private Path directory;
    private Process node;
    private SocketChannel channel;

    @Setup
    public void start() throws IOException {
        directory = Files.createTempDirectory("samovar-benchmarks-");
        var address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            node = new ProcessBuilder(
                            "node",
                            "-e",
                            "const s = require('net').connect(process.argv[1]); s.on('data', (part) => s.write(part));",
                            address.getPath().toString())
                    .inheritIO()
                    .start();
            channel = server.accept();
        }
        Answer.requireEvent(exchange());
    }

    byte[] exchange() throws IOException {
        buffer.clear().put(event).flip();
        while (buffer.hasRemaining()) channel.write(buffer);
        buffer.clear().limit(event.length);
        while (buffer.hasRemaining()) if (channel.read(buffer) < 0) throw new IOException("the peer ended");
        var answer = new byte[event.length];
        buffer.flip().get(answer);
        return answer;
    }

    @TearDown
    public void stop() throws IOException {
        channel.close();
        node.destroy();
        Trees.delete(directory);
    }
}
