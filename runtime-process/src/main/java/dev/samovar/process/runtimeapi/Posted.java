package dev.samovar.process.runtimeapi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A request of HTTP that hands over a batch, over a connection of its own. Libraries know connections to addresses
/// alone, and not those that somebody else made.
final class Posted {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*", Pattern.DOTALL);
    private static final int LARGEST_HEAD = 8 * 1024;

    private Posted() {}

    /// Sends it, and returns once the head of the answer is there; the caller closes the connection.
    ///
    /// @throws IOException if the answer is none, or says that it was refused
    static void send(SocketChannel to, Subscription wanted, byte[] body) throws IOException {
        var head = "POST " + wanted.path() + " HTTP/1.1\r\nHost: sandbox.localdomain:" + wanted.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        write(to, head.getBytes(StandardCharsets.ISO_8859_1));
        write(to, body);
        var answer = STATUS.matcher(head(to));
        if (!answer.matches()) throw new IOException("it did not answer by HTTP");
        if (Integer.parseInt(answer.group(1)) >= 400) throw new IOException("it answered " + answer.group(1));
    }

    static void write(SocketChannel to, byte[] bytes) throws IOException {
        for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) to.write(left);
    }

    /// The head of an answer, its end left out.
    private static String head(SocketChannel from) throws IOException {
        var read = ByteBuffer.allocate(LARGEST_HEAD);
        while (read.hasRemaining() && from.read(read) >= 0) {
            var text = new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) return text.substring(0, end);
        }
        throw new IOException("its answer does not end");
    }
}
