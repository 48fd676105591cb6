package dev.samovar.http.url;

import dev.samovar.api.FunctionUrl.Cors;
import dev.samovar.api.Payload;
import dev.samovar.http.answer.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What browsers are told of other origins: Lambda answers it, and what a function says of it does not count.
///
/// Source: contract of the HTTP front, "Function URLs", CORS.
final class UrlCors {
    private UrlCors() {}

    /// The answer to a browser that asks before it sends.
    static Answer preflight(Cors cors, UrlRequest request) {
        var headers = headers(cors, request);
        if (!headers.isEmpty()) {
            put(headers, "Access-Control-Allow-Methods", cors.allowMethods());
            put(headers, "Access-Control-Allow-Headers", cors.allowHeaders());
            if (cors.maxAge() != null)
                headers.put("Access-Control-Max-Age", cors.maxAge().toString());
        }
        return new Answer(200, headers, Payload.EMPTY);
    }

    /// The answer of a function with what is told of other origins.
    static Answer applied(Cors cors, UrlRequest request, Answer answer) {
        var headers = new LinkedHashMap<>(answer.headers());
        headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        headers.putAll(headers(cors, request));
        return new Answer(answer.status(), headers, answer.cookies(), answer.body());
    }

    private static Map<String, String> headers(Cors cors, UrlRequest request) {
        var headers = new LinkedHashMap<String, String>();
        var origin = request.header("origin");
        if (origin == null || !allows(cors.allowOrigins(), origin)) return headers;
        var credentials = Boolean.TRUE.equals(cors.allowCredentials());
        headers.put("Access-Control-Allow-Origin", cors.allowOrigins().contains("*") && !credentials ? "*" : origin);
        headers.put("Vary", "Origin");
        if (credentials) headers.put("Access-Control-Allow-Credentials", "true");
        put(headers, "Access-Control-Expose-Headers", cors.exposeHeaders());
        return headers;
    }

    private static boolean allows(List<String> origins, String origin) {
        return origins.stream()
                .anyMatch(allowed -> allowed.equals("*")
                        || allowed.equalsIgnoreCase(origin)
                        || (allowed.endsWith("://*") && origin.startsWith(allowed.substring(0, allowed.length() - 1))));
    }

    private static void put(Map<String, String> headers, String name, List<String> values) {
        if (!values.isEmpty()) headers.put(name, String.join(",", values));
    }
}
