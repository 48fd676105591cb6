package dev.samovar.http.url;

import dev.samovar.api.Payload;
import dev.samovar.http.lambda.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The response that a function's answer becomes.
///
/// Source: contract of the HTTP front, "Function URLs", response inference.
final class UrlAnswer {
    private static final String JSON = "application/json";

    /// What the connection says for itself.
    private static final Set<String> OURS =
            Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "upgrade", "date");

    private UrlAnswer() {}

    /// Of an answer that was given whole.
    static Answer of(Payload payload) {
        final JsonNode json;
        try {
            json = JsonMapper.shared().readTree(payload.toByteArray());
        } catch (JacksonException e) {
            return badGateway();
        }
        if (json.isObject() && json.has("statusCode")) return mapped(json);
        return new Answer(200, Map.of("Content-Type", JSON), json.isString() ? Payload.json(json.asString()) : payload);
    }

    /// Of an answer that was streamed.
    ///
    /// @param contentType what the function said of its bytes
    static Answer streamed(String contentType, byte[] bytes) {
        if (!contentType.startsWith("application/vnd.awslambda.http-integration-response"))
            return new Answer(200, Map.of("Content-Type", contentType), Payload.owning(bytes));
        var end = preludeEnd(bytes);
        if (end < 0) return badGateway();
        try {
            var prelude = JsonMapper.shared().readTree(Arrays.copyOf(bytes, end));
            return with(prelude, Payload.owning(Arrays.copyOfRange(bytes, end + 8, bytes.length)));
        } catch (JacksonException e) {
            return badGateway();
        }
    }

    /// Where the eight NULs after the prelude begin.
    private static int preludeEnd(byte[] bytes) {
        var zeros = 0;
        for (var i = 0; i < bytes.length; i++) {
            zeros = bytes[i] == 0 ? zeros + 1 : 0;
            if (zeros == 8) return i - 7;
        }
        return -1;
    }

    static Answer badGateway() {
        return new Answer(502, Map.of("Content-Type", "text/plain"), Payload.json("Internal Server Error"));
    }

    private static Answer mapped(JsonNode json) {
        var body = json.path("body");
        var text = body.isMissingNode() || body.isNull() ? "" : body.isString() ? body.asString() : body.toString();
        if (!json.path("isBase64Encoded").asBoolean(false))
            return with(json, Payload.owning(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return with(json, Payload.owning(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return badGateway();
        }
    }

    private static Answer with(JsonNode json, Payload body) {
        var status = status(json.path("statusCode"));
        if (status < 100 || status > 599) return badGateway();
        var headers = new LinkedHashMap<String, String>();
        json.path("headers").forEachEntry((name, value) -> put(headers, name, value));
        json.path("multiValueHeaders").forEachEntry((name, value) -> put(headers, name, value));
        headers.putIfAbsent("content-type", JSON);
        var cookies = new ArrayList<String>();
        json.path("cookies").forEach(cookie -> cookies.add(clean(cookie.asString())));
        var own = headers.remove("set-cookie");
        if (own != null) cookies.add(own);
        return new Answer(status, headers, List.copyOf(cookies), body);
    }

    private static int status(JsonNode status) {
        if (status.isMissingNode()) return 200;
        if (status.isIntegralNumber()) return status.asInt();
        try {
            return Integer.parseInt(status.asString());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void put(Map<String, String> headers, String name, JsonNode value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (OURS.contains(lower) || !isToken(lower)) return;
        var text = text(value);
        if (text != null) headers.merge(lower, clean(text), (before, more) -> before + "," + more);
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) return null;
        if (!value.isArray()) return value.asString();
        var all = new ArrayList<String>();
        value.forEach(element -> all.add(element.asString()));
        return String.join(",", all);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    }

    /// A function cannot begin another header or response.
    private static String clean(String value) {
        return value.replaceAll("[\\r\\n\\x00]", " ");
    }
}
