package dev.samovar.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An endpoint with one function whose log events are those that a test prepared.
final class FakeLogs implements AutoCloseable {
    private record Answer(int status, String body) {}

    final List<JsonNode> requests = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final HttpServer server;

    FakeLogs() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The next look sees this page.
    void page(String json) {
        answers.add(new Answer(200, json));
    }

    /// The next look is refused.
    void refusal(String json) {
        answers.add(new Answer(400, json));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        if (exchange.getRequestURI().getPath().equals("/2015-03-31/functions/hello/configuration")) {
            reply(exchange, new Answer(200, """
                    {"FunctionName": "hello", "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/aws/lambda/hello"}}"""));
            return;
        }
        if (!"Logs_20140328.FilterLogEvents".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
            reply(exchange, new Answer(404, "{\"Message\": \"Function not found\"}"));
            return;
        }
        requests.add(body);
        var next = answers.poll();
        reply(exchange, next == null ? new Answer(200, "{\"events\": [], \"searchedLogStreams\": []}") : next);
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
