package dev.samovar.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.samovar.http.auth.WebPages;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// Answers those who watch over an endpoint, on a port of its own on the loopback interface: `/health`, which
/// is 200 as long as requests are taken and 503 after, and `/metrics` for Prometheus.
public final class AdminServer implements AutoCloseable {
    /// A page in a browser of this machine could read it otherwise.
    private static final WebPages PAGES = new WebPages("127.0.0.1", false);

    private static final int FORBIDDEN = 403;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    /// Starts to answer.
    ///
    /// @param port 0 takes any that is free
    /// @param taking whether requests are taken
    /// @throws UncheckedIOException if the port is taken
    public static AdminServer start(int port, PrometheusMeterRegistry meters, BooleanSupplier taking) {
        final HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " for --admin-port: " + e.getMessage(), e);
        }
        var admin = new AdminServer(server);
        server.setExecutor(admin.workers);
        server.createContext(
                "/", exchange -> answer(exchange, NOT_FOUND, "text/plain", "There are /health and /metrics.\n"));
        server.createContext("/health", exchange -> {
            boolean up = taking.getAsBoolean();
            answer(
                    exchange,
                    up ? OK : UNAVAILABLE,
                    "application/json",
                    up ? "{\"status\":\"UP\"}" : "{\"status\":\"OUT_OF_SERVICE\"}");
        });
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
        server.start();
        return admin;
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            if (PAGES.refusalOf(exchange.getRequestHeaders()::getFirst) != null) {
                exchange.sendResponseHeaders(FORBIDDEN, -1);
                return;
            }
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// Where it listens.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
    }
}
