package dev.samovar.core;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads the names that come through the door as text, and says in Lambda's words what is wrong with them.
final class References {
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?=.{1,256}$)[a-zA-Z0-9_.-]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9_-]+))?");

    private References() {}

    /// A reference to a function of the account.
    static FunctionRef parse(String text, Account account) {
        FunctionRef ref;
        try {
            ref = FunctionRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(refusalOf(text, account));
        }
        requireLocal(ref, account);
        return ref;
    }

    /// A function without a qualifier.
    static FunctionName function(String text, Account account) {
        var ref = parse(text, account);
        if (ref.qualifier() != null)
            throw new RequestRefusedException(Refusal.of(
                    400,
                    "InvalidParameterValueException",
                    "This operation is permitted on Lambda functions only. Aliases and versions do not support this"
                            + " operation. Please specify either a function name or an unqualified function ARN."));
        return ref.name();
    }

    static void requireLocal(FunctionRef ref, Account account) {
        var foreign = account.refusalOf(ref);
        if (foreign != null) throw new RequestRefusedException(foreign);
    }

    static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(
                    Refusal.of(400, "ValidationException", "1 validation error detected: " + e.getMessage()));
        }
    }

    /// Why a text is no reference. A name that is too long, or a version that was never given, is well formed
    /// and names what does not exist.
    static Refusal refusalOf(String text, Account account) {
        if (WELL_FORMED.matcher(text).matches())
            return Refusal.of(
                    404,
                    "ResourceNotFoundException",
                    "Function not found: arn:" + account.partition() + ":lambda:" + account.region() + ":"
                            + account.id() + ":function:" + text);
        var shown = text.length() > 256 ? text.substring(0, 256) + "…" : text;
        return Refusal.of(
                400,
                "ValidationException",
                "1 validation error detected: Value '" + shown.replaceAll("\\p{Cntrl}", "?")
                        + "' at 'functionName' failed to satisfy constraint: Member must be a function name, a name with"
                        + " a version or alias, or a function ARN");
    }
}
