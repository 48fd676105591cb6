package dev.samovar.http.url;

import dev.samovar.api.Payload;
import dev.samovar.http.answer.Answer;
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
    /// What a function calls a stream that begins with a prelude.
    static final String PRELUDE_TYPE = "application/vnd.awslambda.http-integration-response";

    /// How many NULs end a prelude.
    static final int PRELUDE_END = 8;

    private static final String JSON = "application/json";
    private static final int BAD_GATEWAY = 502;

    /// What the connection says for itself.
    private static final Set<String> OURS =
            Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "upgrade", "date");

    private UrlAnswer() {}

    /// Of an answer that was given whole.
    static Answer of(Payload payload) {
        try {
            var json = JsonMapper.shared().readTree(payload.toByteArray());
            if (json.isObject() && json.has("statusCode")) return mapped(json);
            return new Answer(
                    200, Map.of("Content-Type", JSON), json.isString() ? Payload.json(json.asString()) : payload);
        } catch (JacksonException e) {
            // No JSON, or something in it is an object that has to be a text.
            return badGateway();
        }
    }

    /// Where the eight NULs after a prelude begin, or -1.
    static int preludeEnd(byte[] bytes) {
        var zeros = 0;
        for (var i = 0; i < bytes.length; i++) {
            zeros = bytes[i] == 0 ? zeros + 1 : 0;
            if (zeros == PRELUDE_END) return i - PRELUDE_END + 1;
        }
        return -1;
    }

    /// The status and headers that a prelude says, or null if it is none.
    static @Nullable Answer prelude(byte[] bytes, int end) {
        try {
            var answer = with(JsonMapper.shared().readTree(Arrays.copyOf(bytes, end)), Payload.EMPTY);
            return answer.status() == BAD_GATEWAY && answer.body().size() > 0 ? null : answer;
        } catch (JacksonException e) {
            return null;
        }
    }

    static Answer badGateway() {
        return new Answer(BAD_GATEWAY, Map.of("Content-Type", "text/plain"), Payload.json("Internal Server Error"));
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
        if (status < 200 || status > 599) return badGateway();
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
    static String clean(String value) {
        return value.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", " ").strip();
    }
}
