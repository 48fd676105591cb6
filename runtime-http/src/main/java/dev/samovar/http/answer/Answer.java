package dev.samovar.http.answer;

import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a request is answered with.
///
/// @param headers besides those that every answer has
/// @param cookies the values of `Set-Cookie`, each a header of its own
public record Answer(int status, Map<String, String> headers, List<String> cookies, Payload body) {
    /// An answer without cookies.
    public Answer(int status, Map<String, String> headers, Payload body) {
        this(status, headers, List.of(), body);
    }

    /// The errors whose message is a lower-case member.
    private static final Set<String> LOWER_CASE = Set.of(
            "CodeStorageExceededException",
            "IncompleteSignatureException",
            "InvalidParameterValueException",
            "InvalidRequestContentException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "PolicyLengthExceededException",
            "PreconditionFailedException",
            "ProvisionedConcurrencyConfigNotFoundException",
            "RequestEntityTooLargeException",
            "ResourceConflictException",
            "ResourceNotReadyException",
            "TooManyRequestsException",
            "UnrecognizedClientException",
            "UnsupportedMediaTypeException",
            "ValidationException");

    /// The errors that do not say whose fault they are.
    private static final Set<String> WITHOUT_TYPE = Set.of(
            "ValidationException",
            "AccessDeniedException",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnknownOperationException",
            "UnrecognizedClientException");

    /// A message that does not say it either, unlike others of its error.
    private static final String TOO_MUCH_RESERVED =
            "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution";

    /// JSON, or no body at all.
    public static Answer json(int status, @Nullable JsonNode body) {
        return new Answer(
                status,
                body == null ? Map.of() : Map.of("Content-Type", "application/json"),
                body == null ? Payload.EMPTY : Payload.json(body.toString()));
    }

    private static boolean saysWhose(Refusal refusal) {
        return !WITHOUT_TYPE.contains(refusal.code()) && !refusal.message().startsWith(TOO_MUCH_RESERVED);
    }

    /// An error, as the Lambda API says it.
    public static Answer refused(Refusal refusal) {
        var body = JsonMapper.shared().createObjectNode();
        refusal.optionalReason().ifPresent(reason -> body.put("Reason", reason));
        if (saysWhose(refusal)) body.put("Type", refusal.status() >= 500 ? "Service" : "User");
        body.put(LOWER_CASE.contains(refusal.code()) ? "message" : "Message", refusal.message());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("x-amzn-ErrorType", refusal.code());
        refusal.optionalRetryAfter()
                .ifPresent(wait -> headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        return new Answer(refusal.status(), headers, Payload.json(body.toString()));
    }
}
