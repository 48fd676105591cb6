package dev.samovar.process.runtimeapi;

import dev.samovar.api.Payload;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// An error that comes with its cause, which is for X-Ray and not for the caller.
///
/// Source: AWS's emulator, content type `application/vnd.aws.lambda.error.cause+json`.
///
/// @param message empty without one
/// @param type empty without one
record ErrorWithCause(String message, String type, List<String> stackTrace) {
    static final String CONTENT_TYPE = "application/vnd.aws.lambda.error.cause+json";

    private static final JsonFactory JSON = new JsonFactory();

    ErrorWithCause {
        stackTrace = List.copyOf(stackTrace);
    }

    /// It is none.
    private static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// What the caller gets of a body that should be one.
    static Payload forCaller(Payload body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body.toByteArray())) {
            return Payload.json(Json.error(read(parser)));
        } catch (JacksonException | Invalid e) {
            return Payload.json("\"Invalid error body\"");
        }
    }

    private static ErrorWithCause read(JsonParser parser) throws Invalid {
        var message = "";
        var type = "";
        List<String> trace = List.of();
        if (parser.nextToken() != JsonToken.START_OBJECT) throw new Invalid();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "errorMessage" -> message = text(parser);
                case "errorType" -> type = text(parser);
                case "stackTrace" -> trace = texts(parser);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) throw new Invalid();
        return new ErrorWithCause(message, type, trace);
    }

    private static List<String> texts(JsonParser parser) throws Invalid {
        var texts = new ArrayList<String>();
        if (parser.currentToken() == JsonToken.VALUE_NULL) return texts;
        if (parser.currentToken() != JsonToken.START_ARRAY) throw new Invalid();
        while (parser.nextToken() != JsonToken.END_ARRAY) texts.add(text(parser));
        return texts;
    }

    private static String text(JsonParser parser) throws Invalid {
        if (parser.currentToken() == JsonToken.VALUE_NULL) return "";
        if (parser.currentToken() != JsonToken.VALUE_STRING) throw new Invalid();
        return parser.getString();
    }
}
