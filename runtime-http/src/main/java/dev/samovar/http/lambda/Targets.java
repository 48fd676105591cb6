package dev.samovar.http.lambda;

import dev.samovar.api.Account;
import dev.samovar.api.Control;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.Version;
import dev.samovar.http.shape.Input;
import java.util.List;
import java.util.regex.Pattern;

/// Which function a request is about.
///
/// Source: contract of the Lambda API, "Names, ARNs, qualifiers".
final class Targets {
    private static final Pattern BEFORE_THE_NAME = Pattern.compile("^(?:(?:.*?:)?function:|\\d{12}:)");

    private final Account account;

    Targets(Account account) {
        this.account = account;
    }

    /// The function and the version or alias that are named, in the name or beside it.
    FunctionRef reference(Input input) {
        var ref = parse(input.text("FunctionName"));
        var beside = input.orNull("Qualifier");
        if (beside == null) return ref;
        if (ref.qualifier() != null && !ref.qualifier().toString().equals(beside))
            throw invalid("The derived qualifier from the function name does not match the specified qualifier.");
        try {
            return new FunctionRef(ref.name(), Qualifier.parse(beside), ref.region(), ref.account());
        } catch (IllegalArgumentException e) {
            throw notFound(ref.name() + ":" + beside);
        }
    }

    /// A version that a function is asked for beside its name.
    Version version(FunctionName function, String text) {
        try {
            return Version.parse(text);
        } catch (IllegalArgumentException e) {
            throw notFound(function + ":" + text);
        }
    }

    /// The function of an operation that heeds no version or alias.
    FunctionName function(Input input) {
        return reference(input).name();
    }

    /// The function of an operation that is refused with a version or alias, once it is known to be there.
    FunctionName functionOnly(Input input, Control control) {
        var ref = reference(input);
        if (ref.qualifier() == null) return ref.name();
        var _ = control.getFunction(FunctionRef.of(ref.name()));
        throw invalid("This operation is permitted on Lambda functions only. Aliases and versions do not support this"
                + " operation. Please specify either a function name or an unqualified function ARN.");
    }

    /// The ARN that an answer about a reference names.
    String arn(FunctionRef ref) {
        return account.arnOf(ref.name(), ref.qualifier()).toString();
    }

    /// The ARN of a layer of this account.
    String layer(String name) {
        return "arn:" + account.partition() + ":lambda:" + account.region() + ":" + account.id() + ":layer:" + name;
    }

    /// Well-formed names that are too long are names of nothing, and so are versions that are never given.
    FunctionRef parse(String text) {
        final FunctionRef ref;
        try {
            ref = FunctionRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw notFound(BEFORE_THE_NAME.matcher(text).replaceFirst(""));
        }
        var foreign = account.refusalOf(ref);
        if (foreign != null) throw new RequestRefusedException(foreign);
        return ref;
    }

    private RequestRefusedException notFound(String function) {
        return new RequestRefusedException(Refusal.of(
                404,
                "ResourceNotFoundException",
                "Function not found: arn:" + account.partition() + ":lambda:" + account.region() + ":" + account.id()
                        + ":function:" + function));
    }

    /// Refuses layers that are out of reach.
    void requireOwnLayers(List<String> arns) {
        for (var arn : arns) {
            var parts = arn.split(":", 6);
            if (!parts[3].isEmpty() && !parts[3].equals(account.region()))
                throw invalid("Layers are not in the same region as the function. Layers are expected to be in region "
                        + account.region() + ".");
            if (!parts[4].isEmpty() && !parts[4].equals(account.id()))
                throw new RequestRefusedException(Refusal.of(
                        403,
                        "AccessDeniedException",
                        "User: arn:" + account.partition() + ":iam::" + account.id() + ":root is not authorized to"
                                + " perform: lambda:GetLayerVersion on resource: " + arn + " because no resource-based"
                                + " policy allows the lambda:GetLayerVersion action"));
        }
    }

    /// Refuses what asks for a kind of function that there is none of here.
    static void refuseNewer(Input input) {
        for (var member : List.of("DurableConfig", "DurableExecutionName"))
            if (input.has(member)) throw invalid("Durable functions are not supported: leave " + member + " out.");
        for (var member : List.of("CapacityProviderConfig", "PublishTo"))
            if (input.has(member))
                throw invalid("Lambda managed instances are not supported: leave " + member + " out.");
    }

    static RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.of(400, "InvalidParameterValueException", message));
    }
}
