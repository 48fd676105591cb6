package dev.samovar.http.lambda;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.shape.Input;

/// Which function a request is about.
///
/// Source: contract of the Lambda API, "Names, ARNs, qualifiers".
final class Targets {
    private final Account account;

    Targets(Account account) {
        this.account = account;
    }

    /// The function and the version or alias that are named, in the name or beside it.
    FunctionRef reference(Input input) {
        var ref = parse(input.text("FunctionName"));
        var qualifier = input.optional("Qualifier").map(Qualifier::parse).orElse(ref.qualifier());
        if (ref.qualifier() != null && !ref.qualifier().equals(qualifier))
            throw invalid("The derived qualifier from the function name does not match the specified qualifier.");
        return new FunctionRef(ref.name(), qualifier, ref.region(), ref.account());
    }

    /// A function whose operation takes no version or alias.
    FunctionName function(Input input) {
        return reference(input).name();
    }

    /// The ARN that an answer about a reference names.
    String arn(FunctionRef ref) {
        return account.arnOf(ref.name(), ref.qualifier()).toString();
    }

    /// Well-formed names that are too long are names of nothing.
    FunctionRef parse(String text) {
        final FunctionRef ref;
        try {
            ref = FunctionRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(Refusal.of(
                    404,
                    "ResourceNotFoundException",
                    "Function not found: arn:" + account.partition() + ":lambda:" + account.region() + ":"
                            + account.id() + ":function:" + text));
        }
        var foreign = account.refusalOf(ref);
        if (foreign != null) throw new RequestRefusedException(foreign);
        return ref;
    }

    static RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.of(400, "InvalidParameterValueException", message));
    }
}
