package dev.samovar.process.runtimeapi;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Faults out of what a runtime reports, and out of answers that are none.
final class Errors {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern TYPE = Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

    private Errors() {}

    /// An error in the runtime's own words, which the caller gets as they are.
    ///
    /// @param header the type as the header has it, which counts where the words have none; empty without one
    static Fault reported(Fault.Kind kind, String header, Payload words) {
        var type = "";
        var message = "";
        try (var parser = JSON.createParser(ObjectReadContext.empty(), words.toByteArray())) {
            if (parser.nextToken() == JsonToken.START_OBJECT)
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = parser.currentName();
                    if (parser.nextToken() == JsonToken.VALUE_STRING) {
                        if (name.equals("errorType")) type = parser.getString();
                        if (name.equals("errorMessage")) message = parser.getString();
                    } else {
                        parser.skipChildren();
                    }
                }
        } catch (JacksonException e) {
            // What is no JSON has no type and no message, and is answered as it is.
        }
        return new Fault(kind, type.isEmpty() ? valid(header) : type, message, words);
    }

    /// The message of an error that an extension tells; empty without one.
    static String message(Payload words) {
        return reported(Fault.Kind.EXIT, "", words).errorMessage();
    }

    /// A type as Lambda takes it from a header.
    private static String valid(String header) {
        if (TYPE.matcher(header).matches()) return header;
        return header.startsWith("Function.") ? "Function.Unknown" : "Runtime.Unknown";
    }

    /// The answer's connection ended before the answer did.
    static Fault truncated(UUID requestId) {
        return platform(requestId, "Runtime.TruncatedResponse", "The response ended before it was complete");
    }

    /// The answer asks to be taken in a way that there is not.
    static Fault invalidResponseMode(UUID requestId) {
        return platform(requestId, "Runtime.InvalidResponseModeHeader", "Invalid function response mode");
    }

    private static Fault platform(UUID requestId, String type, String why) {
        var message = "RequestId: " + requestId + " Error: " + why;
        return new Fault(
                Fault.Kind.HANDLER,
                type,
                message,
                Payload.json("{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}"));
    }

    static Fault tooLarge() {
        var type = "Function.ResponseSizeTooLarge";
        var message =
                "Response payload size exceeded maximum allowed payload size (" + CollectedBody.LIMIT + " bytes).";
        return new Fault(
                Fault.Kind.RESPONSE_TOO_LARGE,
                type,
                message,
                Payload.json("{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}"));
    }
}
