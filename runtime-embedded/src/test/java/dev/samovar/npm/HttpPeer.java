package dev.samovar.npm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/// What HTTP clients and AWS's talk to: it echoes, fails on request, and answers one call of three services.
final class HttpPeer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;

    HttpPeer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", HttpPeer::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = exchange.getRequestURI().getPath();
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (path.startsWith("/status/"))
            send(exchange, Integer.parseInt(path.substring("/status/".length())), "text/plain", "as you asked");
        else if (path.equals("/bucket/key.txt")) send(exchange, 200, "text/plain", "what is kept");
        else if ("DynamoDB_20120810.GetItem".equals(target)) send(exchange, 200, "application/x-amz-json-1.0", """
                    {"Item":{"id":{"S":"1"},"cups":{"N":"3"},"kinds":{"L":[{"S":"green"},{"BOOL":true}]}}}""");
        else if ("AmazonSQS.GetQueueUrl".equals(target))
            send(exchange, 200, "application/x-amz-json-1.0", "{\"QueueUrl\":\"http://sqs.test/orders\"}");
        else send(exchange, 200, "application/json", echo(exchange, body));
    }

    private static String echo(HttpExchange exchange, String body) {
        var answer = JSON.createObjectNode();
        answer.put("method", exchange.getRequestMethod());
        answer.put("uri", exchange.getRequestURI().toString());
        answer.put("body", body);
        for (var header : new String[] {"x-a", "x-from", "content-type"})
            answer.put(header, exchange.getRequestHeaders().getFirst(header));
        return answer.toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
