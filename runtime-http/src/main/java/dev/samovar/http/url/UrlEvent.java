package dev.samovar.http.url;

import dev.samovar.api.FunctionUrl;
import dev.samovar.spi.Caller;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The event that a request becomes: payload format 2.0.
///
/// Source: contract of the HTTP front, "Function URLs"; AWS Lambda Developer Guide, "Invoking Lambda function URLs".
final class UrlEvent {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern TEXT = Pattern.compile(
            "text/.*|application/(?:.*\\+)?(?:json|xml|javascript|x-www-form-urlencoded)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private UrlEvent() {}

    /// @param id the id of the invocation
    /// @param caller who signed the request, or null for anybody
    static byte[] of(
            UUID id,
            UrlRequest request,
            byte[] body,
            FunctionUrl url,
            String region,
            @Nullable Caller caller,
            Instant now) {
        var event = JsonMapper.shared().createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", request.path());
        event.put("rawQueryString", request.query());
        cookies(request, event);
        headers(request, event.putObject("headers"));
        query(request.query(), event);
        context(id, request, url, region, caller, now, event.putObject("requestContext"));
        var textual = isText(request.header("content-type"));
        if (body.length > 0)
            event.put(
                    "body",
                    textual
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        event.put("isBase64Encoded", body.length > 0 && !textual);
        return JsonMapper.shared().writeValueAsBytes(event);
    }

    private static boolean isText(@Nullable String contentType) {
        return contentType != null && TEXT.matcher(contentType).matches();
    }

    private static void cookies(UrlRequest request, ObjectNode event) {
        var given = request.headers().get("cookie");
        if (given == null) return;
        var cookies = event.putArray("cookies");
        for (var line : given)
            for (var cookie : line.split(";", -1)) if (!cookie.isBlank()) cookies.add(cookie.strip());
    }

    private static void headers(UrlRequest request, ObjectNode headers) {
        request.headers().forEach((name, values) -> {
            if (!name.equals("cookie")) headers.put(name, String.join(",", values));
        });
        var host = request.header("host");
        var tls = request.peer().tls();
        var usual = tls == null ? "80" : "443";
        var port = host == null || host.lastIndexOf(':') < 0 ? usual : host.substring(host.lastIndexOf(':') + 1);
        headers.put("x-forwarded-for", request.peer().address());
        headers.put("x-forwarded-proto", tls == null ? "http" : "https");
        headers.put("x-forwarded-port", port);
        if (tls == null) return;
        headers.put("x-amzn-tls-version", tls.version());
        headers.put("x-amzn-tls-cipher-suite", tls.cipherSuite());
    }

    private static void query(String query, ObjectNode event) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            parameters
                    .computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        if (parameters.isEmpty()) return;
        var shown = event.putObject("queryStringParameters");
        parameters.forEach((name, values) -> shown.put(name, String.join(",", values)));
    }

    /// A percent sign that encodes nothing stands for itself.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void context(
            UUID id,
            UrlRequest request,
            FunctionUrl url,
            String region,
            @Nullable Caller caller,
            Instant now,
            ObjectNode context) {
        context.put("accountId", caller == null ? "anonymous" : caller.account());
        context.put("apiId", url.id());
        if (caller != null) iam(request, caller, context);
        context.put("domainName", url.id() + ".lambda-url." + region + ".on.aws");
        context.put("domainPrefix", url.id());
        var http = context.putObject("http");
        http.put("method", request.method());
        http.put("path", request.path());
        http.put("protocol", request.protocol());
        http.put("sourceIp", request.peer().address());
        var agent = request.header("user-agent");
        if (agent != null) http.put("userAgent", agent);
        context.put("requestId", id.toString());
        context.put("routeKey", "$default");
        context.put("stage", "$default");
        context.put("time", TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
    }

    private static void iam(UrlRequest request, Caller caller, ObjectNode context) {
        var key = accessKey(request);
        var iam = context.putObject("authorizer").putObject("iam");
        iam.put("accessKey", key);
        iam.put("accountId", caller.account());
        iam.put("callerId", key);
        iam.putNull("cognitoIdentity");
        iam.putNull("principalOrgId");
        iam.put("userArn", caller.arn());
        iam.put("userId", key);
    }

    private static String accessKey(UrlRequest request) {
        var authorization = request.header("authorization");
        var from = authorization == null ? -1 : authorization.indexOf("Credential=");
        if (authorization == null || from < 0) return "";
        var credential = authorization.substring(from + "Credential=".length());
        var slash = credential.indexOf('/');
        return slash < 0 ? credential : credential.substring(0, slash);
    }
}
