package dev.samovar.process.egress;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The proxy of a child, of both kinds on one port: SOCKS 5, and HTTP with `CONNECT` or with whole URLs of `http`.
///
/// Sources: RFC 1928 "SOCKS Protocol Version 5"; RFC 9110 "HTTP Semantics", sections 7.2 and 9.3.6.
final class Proxy {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final byte[] NO_AUTHENTICATION = {5, 0};
    private static final byte[] NO_METHOD = {5, (byte) 0xFF};

    /// What SOCKS calls how it went.
    private static final int GRANTED = 0;

    private static final int NOT_ALLOWED = 2;
    private static final int UNREACHABLE = 4;
    private static final int CONNECTION_REFUSED = 5;
    private static final int NO_SUCH_COMMAND = 7;
    private static final int NO_SUCH_ADDRESS = 8;

    private final Destinations destinations;

    Proxy(Destinations destinations) {
        this.destinations = destinations;
    }

    void serve(SocketChannel child) throws IOException {
        var first = bytes(child, 1)[0];
        if (first == 5) socks(child);
        else http(child, first);
    }

    // --- SOCKS

    private void socks(SocketChannel child) throws IOException {
        var methods = bytes(child, bytes(child, 1)[0] & 0xFF);
        if (new String(methods, StandardCharsets.ISO_8859_1).indexOf(0) < 0) {
            write(child, NO_METHOD);
            return;
        }
        write(child, NO_AUTHENTICATION);
        var request = bytes(child, 4);
        if (request[1] != 1) {
            answer(child, NO_SUCH_COMMAND);
            return;
        }
        String host;
        switch (request[3]) {
            case 1 -> host = InetAddress.getByAddress(bytes(child, 4)).getHostAddress();
            case 3 -> host = new String(bytes(child, bytes(child, 1)[0] & 0xFF), StandardCharsets.ISO_8859_1);
            case 4 -> host = InetAddress.getByAddress(bytes(child, 16)).getHostAddress();
            default -> {
                answer(child, NO_SUCH_ADDRESS);
                return;
            }
        }
        int port = ByteBuffer.wrap(bytes(child, 2)).getShort() & 0xFFFF;
        SocketChannel outside;
        try {
            outside = destinations.connect(host, port);
        } catch (Destinations.Refused e) {
            answer(child, NOT_ALLOWED);
            return;
        } catch (ConnectException e) {
            answer(child, CONNECTION_REFUSED);
            return;
        } catch (IOException e) {
            answer(child, UNREACHABLE);
            return;
        }
        answer(child, GRANTED);
        Pump.run(child, outside);
    }

    private static void answer(SocketChannel child, int how) throws IOException {
        write(child, new byte[] {5, (byte) how, 0, 1, 0, 0, 0, 0, 0, 0});
    }

    // --- HTTP

    private void http(SocketChannel child, byte first) throws IOException {
        var head = head(child, first);
        var words = head.substring(0, Math.max(0, head.indexOf("\r\n"))).split(" ", -1);
        if (words.length != 3) {
            refuse(child, "400 Bad Request", "this is a proxy for HTTP and SOCKS 5");
            return;
        }
        boolean tunnel = words[0].equals("CONNECT");
        var target = tunnel ? authority(words[1]) : url(words[1]);
        if (target == null) {
            refuse(child, "400 Bad Request", "a proxy takes CONNECT host:port and http://host/path");
            return;
        }
        SocketChannel outside;
        try {
            outside = destinations.connect(target.host(), target.port());
        } catch (Destinations.Refused e) {
            refuse(child, "403 Forbidden", String.valueOf(e.getMessage()));
            return;
        } catch (SocketTimeoutException e) {
            refuse(child, "504 Gateway Timeout", target.host() + " does not answer");
            return;
        } catch (IOException e) {
            refuse(child, "502 Bad Gateway", target.host() + ": " + e.getMessage());
            return;
        }
        if (tunnel) write(child, "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        else write(outside, passedOn(head, words).getBytes(StandardCharsets.ISO_8859_1));
        Pump.run(child, outside);
    }

    /// The head of a request, up to the empty line. Byte by byte, since what comes after it is not the proxy's.
    private static String head(SocketChannel child, byte first) throws IOException {
        var head = new StringBuilder();
        head.append((char) (first & 0xFF));
        while (!isWhole(head)) {
            if (head.length() >= LONGEST_HEAD) throw new IOException("a head of more than " + LONGEST_HEAD + " bytes");
            head.append((char) (bytes(child, 1)[0] & 0xFF));
        }
        return head.toString();
    }

    private static boolean isWhole(CharSequence head) {
        int length = head.length();
        return length >= 4 && head.subSequence(length - 4, length).toString().equals("\r\n\r\n");
    }

    private static Rules.@Nullable Target authority(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) return null;
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            var host = text.substring(0, colon).replaceAll("^\\[|]$", "");
            return port < 1 || port > 65535 ? null : new Rules.Target(host, port);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Rules.@Nullable Target url(String text) {
        try {
            var url = new URI(text);
            if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) return null;
            var host = url.getHost().replaceAll("^\\[|]$", "");
            return new Rules.Target(host, url.getPort() < 0 ? 80 : url.getPort());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /// The request as its server takes it. One for each connection, so that a second cannot go where the first did.
    private static String passedOn(String head, String[] words) {
        var url = URI.create(words[1]);
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var text = new StringBuilder(words[0] + " " + path + query + " " + words[2] + "\r\n");
        for (var line : head.substring(head.indexOf("\r\n") + 2).split("\r\n", -1)) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (!line.isEmpty() && !lower.startsWith("proxy-") && !lower.startsWith("connection:"))
                text.append(line).append("\r\n");
        }
        return text.append("Connection: close\r\n\r\n").toString();
    }

    private static void refuse(SocketChannel child, String status, String why) throws IOException {
        var body = why + "\n";
        var text = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body;
        write(child, text.getBytes(StandardCharsets.UTF_8));
    }

    // --- bytes

    private static byte[] bytes(SocketChannel from, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) if (from.read(buffer) < 0) throw new EOFException("a request that ends early");
        return buffer.array();
    }

    private static void write(SocketChannel to, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) to.write(buffer);
    }
}
