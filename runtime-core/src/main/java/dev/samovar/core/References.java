package dev.samovar.core;

import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import java.util.function.Supplier;

/// Reads the names that come through the door as text, and says in Lambda's words what is wrong with them.
final class References {
    private References() {}

    static FunctionRef parse(String text, FunctionArn account) {
        try {
            return FunctionRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(refusalOf(text, account));
        }
    }

    /// A function without a qualifier.
    static FunctionName function(String text, FunctionArn account) {
        return parse(text, account).name();
    }

    static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(
                    Refusal.of(400, "ValidationException", "1 validation error detected: " + e.getMessage()));
        }
    }

    /// Why a text is no reference: a name that is only too long names a function that does not exist.
    static Refusal refusalOf(String text, FunctionArn account) {
        if (text.matches("[a-zA-Z0-9_-]{65,140}"))
            return Refusal.of(
                    404,
                    "ResourceNotFoundException",
                    "Function not found: arn:" + account.partition() + ":lambda:" + account.region() + ":"
                            + account.account() + ":function:" + text);
        var shown = text.length() > 256 ? text.substring(0, 256) + "…" : text;
        return Refusal.of(
                400,
                "ValidationException",
                "1 validation error detected: Value '" + shown.replaceAll("\\p{Cntrl}", "?")
                        + "' at 'functionName' failed to satisfy constraint: Member must be a function name, a name with a"
                        + " version or alias, or a function ARN");
    }
}
