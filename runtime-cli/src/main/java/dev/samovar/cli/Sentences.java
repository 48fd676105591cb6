package dev.samovar.cli;

import dev.samovar.api.Fault;
import dev.samovar.api.Refusal;

/// What the user is told about an invocation that did not go well.
final class Sentences {
    private Sentences() {}

    static String of(Fault fault) {
        return switch (fault.kind()) {
            case TIMEOUT -> "the function missed its deadline; --timeout SECONDS gives it more time";
            case HANDLER, EXIT, RESPONSE_TOO_LARGE -> "the function failed: " + reason(fault);
            case INIT -> "the function could not be initialised: " + reason(fault);
        };
    }

    private static String reason(Fault fault) {
        var message = firstLine(fault.errorMessage());
        if (fault.errorType().isEmpty()) return message;
        return message.isEmpty() ? fault.errorType() : fault.errorType() + ": " + message;
    }

    /// What a sentence has room for; the payload has the rest.
    static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /// The message, and the code where it tells more than that something is wrong with the request.
    static String of(Refusal refusal) {
        return refusal.status() == 400 ? refusal.message() : refusal.message() + " (" + refusal.code() + ")";
    }
}
