package dev.samovar.http.url;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The head of a request to a function URL.
///
/// @param target path and query as they came
/// @param protocol such as `HTTP/1.1`
/// @param headers by their names in lower case, several values in the order they came
public record UrlRequest(String method, String target, String protocol, Map<String, List<String>> headers, Peer peer) {

    private static final int TRACE_DIGITS = 24;

    /// The header that names a trace.
    static final String TRACE = "x-amzn-trace-id";

    /// The same with a trace, a new one if it came with none.
    ///
    /// @param id the invocation's, from which a new trace takes its random part
    UrlRequest traced(UUID id, Instant now) {
        if (headers.containsKey(TRACE)) return this;
        var random = id.toString().replace("-", "").substring(0, TRACE_DIGITS);
        var root = "Root=1-" + HexFormat.of().toHexDigits((int) now.getEpochSecond()) + "-" + random;
        var traced = new LinkedHashMap<>(headers);
        traced.put(TRACE, List.of(root));
        return new UrlRequest(method, target, protocol, traced, peer);
    }

    /// The one value of a header, or null.
    @Nullable
    String header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : String.join(",", values);
    }

    String path() {
        var mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    String query() {
        var mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /// Whether a browser asks what it may send.
    boolean isPreflight() {
        return method.equals("OPTIONS")
                && headers.containsKey("origin")
                && headers.containsKey("access-control-request-method");
    }

    /// Whether it is signed with AWS's signature, in its header or its query.
    boolean isSigned() {
        var authorization = header("authorization");
        return (authorization != null && authorization.startsWith("AWS4-HMAC-SHA256 "))
                || query().contains("X-Amz-Signature=");
    }
}
