package dev.samovar.core;

import dev.samovar.api.Event;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Checks, once and before anything runs, that an event is not too large and is JSON.
///
/// Source: AWS Lambda API reference, "Invoke", errors.
final class EventCheck {
    private static final int SYNC_LIMIT = 6_291_456;
    private static final int ASYNC_LIMIT = 1_048_576;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxStringLength(SYNC_LIMIT)
                    .maxNumberLength(SYNC_LIMIT)
                    .maxNameLength(SYNC_LIMIT)
                    .build())
            .build();

    private EventCheck() {}

    /// Why the event is refused, or null if it is not.
    static @Nullable Refusal refusalOf(Event event, InvocationType type) {
        if (type == InvocationType.EVENT && event.size() > ASYNC_LIMIT)
            return tooLarge(event.size() + " byte payload is too large for the Event invocation type (limit "
                    + ASYNC_LIMIT + " bytes)");
        if (event.size() > SYNC_LIMIT)
            return tooLarge("Request must be smaller than " + SYNC_LIMIT + " bytes for the InvokeFunction operation");
        return JsonScan.accepts(event.unsafeBytes()) ? null : notJson(event);
    }

    /// What a parser finds wrong with the event, or null if nothing.
    static @Nullable Refusal notJson(Event event) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), strictlyUtf8(event))) {
            if (parser.nextToken() == null) return badBody("No content to map due to end-of-input");
            parser.skipChildren();
            parser.getString();
            return parser.nextToken() == null ? null : badBody("Trailing token after the value");
        } catch (JacksonException e) {
            return badBody(e.getOriginalMessage());
        }
    }

    /// A parser that is given bytes would guess their encoding.
    private static Reader strictlyUtf8(Event event) {
        return new InputStreamReader(
                new ByteArrayInputStream(event.unsafeBytes()), StandardCharsets.UTF_8.newDecoder());
    }

    private static Refusal tooLarge(String message) {
        return Refusal.of(413, "RequestEntityTooLargeException", message);
    }

    private static Refusal badBody(String detail) {
        return Refusal.of(
                400,
                "InvalidRequestContentException",
                "Could not parse request body into json: Could not parse payload into json: " + detail);
    }
}
