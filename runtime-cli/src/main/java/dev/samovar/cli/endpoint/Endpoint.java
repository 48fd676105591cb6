package dev.samovar.cli.endpoint;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.cli.credentials.HostCredentials;
import dev.samovar.http.auth.RequestSigner;
import dev.samovar.spi.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// A running endpoint of the Lambda API. Requests are signed if there are AWS credentials where its tools look
/// for them. Safe for use by several threads.
///
/// One of this machine that begins just now, as after `samovar serve &`, is waited for.
///
/// What it refuses is a [RequestRefusedException]; one that does not answer is an [UncheckedIOException].
public final class Endpoint {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /// How long an endpoint of this machine may take to begin.
    private static final Duration TO_BEGIN = Duration.ofSeconds(10);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 300;

    private final URI uri;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();

    private final Optional<Credentials> credentials;
    private final String region;
    private volatile boolean hasAnswered;

    private Endpoint(URI uri, Map<String, String> environment) {
        this.uri = uri;
        this.credentials = HostCredentials.find(environment);
        this.region =
                environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
    }

    /// The endpoint at an address.
    ///
    /// @param address such as `http://127.0.0.1:3001`
    /// @throws IllegalArgumentException if it is no such address
    public static Endpoint at(String address) {
        return at(address, System.getenv());
    }

    /// The same for a process with these variables.
    static Endpoint at(String address, Map<String, String> environment) {
        var uri = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getQuery() != null)
            throw new IllegalArgumentException(
                    "not the address of an endpoint (such as http://127.0.0.1:3001): '" + address + "'");
        return new Endpoint(uri, environment);
    }

    /// A text as one segment of a path, or one value of a query.
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Where it is.
    public URI uri() {
        return uri;
    }

    /// What is there.
    public JsonNode get(String path) {
        return answer(send("GET", path, Map.of(), null));
    }

    /// What is there, or nothing.
    public Optional<JsonNode> find(String path) {
        var response = send("GET", path, Map.of(), null);
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(answer(response));
    }

    /// All pages of a list.
    public List<JsonNode> list(String path, String member) {
        var all = new ArrayList<JsonNode>();
        var marker = "";
        do {
            var page = get(
                    marker.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + "Marker=" + segment(marker));
            page.path(member).forEach(all::add);
            marker = page.path("NextMarker").asString("");
        } while (!marker.isEmpty());
        return all;
    }

    /// Creates, or asks for something to be done.
    public JsonNode post(String path, JsonNode body) {
        return answer(send("POST", path, Map.of(), body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Changes.
    public JsonNode put(String path, JsonNode body) {
        return answer(send("PUT", path, Map.of(), body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Removes.
    public void delete(String path) {
        answer(send("DELETE", path, Map.of(), null));
    }

    /// Sends a request and refuses what is refused, but reads no JSON.
    ///
    /// @param body its bytes, or null
    public HttpResponse<byte[]> exchange(
            String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        var response = send(method, path, headers, body);
        if (response.statusCode() >= FIRST_ERROR) throw new RequestRefusedException(refusal(response));
        return response;
    }

    private HttpResponse<byte[]> send(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        var request = HttpRequest.newBuilder(URI.create(uri + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null && !headers.containsKey("Content-Type")) request.header("Content-Type", "application/json");
        headers.forEach(request::header);
        signed(method, path, headers, body).forEach(request::header);
        try {
            return answered(request.build());
        } catch (SSLException e) {
            throw new UncheckedIOException(
                    uri + " does not answer in TLS (" + e.getMessage()
                            + "); an endpoint without --tls-cert is at http://" + uri.getAuthority(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "nothing answers at " + uri + "; start it with samovar serve, or name another with --endpoint", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException("interrupted", new IOException(e));
        }
    }

    private HttpResponse<byte[]> answered(HttpRequest request) throws IOException, InterruptedException {
        long end = System.nanoTime() + TO_BEGIN.toNanos();
        while (true) {
            try {
                var answer = client.send(request, BodyHandlers.ofByteArray());
                hasAnswered = true;
                return answer;
            } catch (ConnectException e) {
                if (hasAnswered || !isOfThisMachine() || System.nanoTime() >= end) throw e;
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private boolean isOfThisMachine() {
        try {
            return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// What a signature adds, if there is anything to sign with. An endpoint that asks for none does not look at it.
    private Map<String, String> signed(
            String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        if (credentials.isEmpty()) return Map.of();
        var service = headers.getOrDefault("X-Amz-Target", "").startsWith("Logs_") ? "logs" : "lambda";
        var signer = new RequestSigner(credentials.get(), service, region, InstantSource.system());
        var signed = new HashMap<>(headers);
        signed.put("Host", uri.getAuthority());
        return signer.sign(method, path, signed, body == null ? new byte[0] : body);
    }

    private static JsonNode answer(HttpResponse<byte[]> response) {
        if (response.statusCode() >= FIRST_ERROR) throw new RequestRefusedException(refusal(response));
        return json(response.body());
    }

    private static Refusal refusal(HttpResponse<byte[]> response) {
        var body = json(response.body());
        var code = response.headers()
                .firstValue("x-amzn-ErrorType")
                .or(() -> body.path("__type").asStringOpt())
                .orElse("UnknownError");
        var message = body.path("message")
                .asStringOpt()
                .or(() -> body.path("Message").asStringOpt())
                .orElse("the endpoint answered " + response.statusCode());
        return Refusal.of(response.statusCode(), bare(code), message);
    }

    /// Without the `namespace#` before it and the `:link` behind it.
    private static String bare(String code) {
        return code.substring(code.indexOf('#') + 1).split(":", 2)[0];
    }

    /// What is no JSON says nothing.
    private static JsonNode json(byte[] body) {
        if (body.length == 0) return MissingNode.getInstance();
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
