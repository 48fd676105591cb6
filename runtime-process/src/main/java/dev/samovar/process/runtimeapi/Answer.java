package dev.samovar.process.runtimeapi;

import dev.samovar.api.Payload;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer to a runtime.
///
/// @param headers besides those of HTTP itself; a character is a byte
record Answer(HttpResponseStatus status, Map<String, String> headers, Payload body) {
    static final Answer ACCEPTED = json(HttpResponseStatus.ACCEPTED, "{\"status\":\"OK\"}\n");
    static final Answer PONG =
            new Answer(HttpResponseStatus.OK, Map.of("content-type", "text/plain"), Payload.json("pong"));
    static final Answer RESTORED = new Answer(HttpResponseStatus.OK, Map.of(), Payload.EMPTY);
    static final Answer SUBSCRIBED =
            new Answer(HttpResponseStatus.OK, Map.of("content-type", "application/json"), Payload.json("\"OK\""));
    static final Answer NOT_FOUND = new Answer(
            HttpResponseStatus.NOT_FOUND,
            Map.of("content-type", "text/plain; charset=utf-8"),
            Payload.json("404 page not found\n"));
    static final Answer INVALID_REQUEST_ID =
            error(HttpResponseStatus.BAD_REQUEST, "Invalid request ID", "InvalidRequestID");
    static final Answer INVALID_RESPONSE_MODE =
            error(HttpResponseStatus.BAD_REQUEST, "Invalid function response mode", "InvalidFunctionResponseMode");
    static final Answer TOO_LARGE = error(
            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
            "Exceeded maximum allowed payload size (" + CollectedBody.LIMIT + " bytes).",
            "RequestEntityTooLarge");
    static final Answer MALFORMED =
            error(HttpResponseStatus.BAD_REQUEST, "The request is not well-formed HTTP.", "InvalidRequest");

    /// The path is known, and not with this method.
    static Answer notAllowed(String method) {
        return new Answer(HttpResponseStatus.METHOD_NOT_ALLOWED, Map.of("allow", method), Payload.EMPTY);
    }

    /// The call does not fit what the runtime is doing.
    static Answer outOfOrder(State is, String wanted) {
        return error(
                HttpResponseStatus.FORBIDDEN,
                "State transition from " + is.title() + " to " + wanted
                        + " failed for runtime. Error: State transition is not allowed",
                "InvalidStateTransition");
    }

    /// An invocation.
    ///
    /// @param headers those that are empty are left out
    static Answer event(Map<String, String> headers, Payload event) {
        var all = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) all.put(name, onOneLine(value));
        });
        all.put("content-type", "application/json");
        return new Answer(HttpResponseStatus.OK, all, event);
    }

    /// The text's UTF-8, a character for each byte. Line breaks have no meaning in what is sent here, which is JSON
    /// at most.
    private static String onOneLine(String text) {
        var bytes = text.replaceAll("[\\p{Cntrl}]+", " ").getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// What an extension asked for, with a header beside it.
    static Answer ok(String json, String header, String value) {
        return new Answer(
                HttpResponseStatus.OK, Map.of("content-type", "application/json", header, value), Payload.json(json));
    }

    /// An extension asked for what is none.
    static Answer invalid(String type, String message) {
        return json(HttpResponseStatus.BAD_REQUEST, Json.error(type, message) + "\n");
    }

    /// An extension may not do that.
    static Answer refused(String type, String message) {
        return json(HttpResponseStatus.FORBIDDEN, Json.error(type, message) + "\n");
    }

    /// There is no such thing here, which an extension may live without.
    static Answer notSupported(String message, String type) {
        return json(HttpResponseStatus.ACCEPTED, Json.error(type, message) + "\n");
    }

    private static Answer error(HttpResponseStatus status, String message, String type) {
        return json(status, "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n");
    }

    private static Answer json(HttpResponseStatus status, String text) {
        return new Answer(status, Map.of("content-type", "application/json"), Payload.json(text));
    }
}
