package dev.samovar.core.catalog;

import dev.samovar.api.FunctionName;
import dev.samovar.api.Permission;
import dev.samovar.api.Policies;
import dev.samovar.api.Policy;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Version;
import dev.samovar.core.ledger.Ledger;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resource policies of functions.
final class PolicyCatalog implements Policies {
    /// A service, an account, an IAM ARN, or everybody.
    private static final Pattern PRINCIPAL =
            Pattern.compile("\\*|\\d{12}|arn:aws[a-zA-Z-]*:(?:iam|sts)::[^\\s]+|[a-zA-Z0-9_-]+(?:\\.[a-zA-Z0-9_-]+)+");

    private final PerQualifier<Policy> all;
    private final Functions functions;
    private final Statements statements;

    PolicyCatalog(Functions functions, Supplier<UUID> revisions, Ledger ledger) {
        this.all = new PerQualifier<>(ledger.records("policy", Policy.class));
        this.functions = functions;
        this.statements = new Statements("GetPolicy", revisions);
    }

    @Override
    public Policy add(
            FunctionName function, @Nullable Qualifier qualifier, Permission permission, @Nullable UUID revision) {
        refuseLatest(qualifier);
        if (!PRINCIPAL.matcher(permission.principal()).matches())
            throw Refused.invalid("The provided principal was invalid. Please check the principal and try again.");
        if (permission.conditions().urlAuthType() != null
                && !permission.action().equals("lambda:InvokeFunctionUrl"))
            throw Refused.invalid("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
        var key = PerQualifier.orLatest(qualifier);
        var changed = all.change(function, key, before -> {
            functions.require(function, qualifier);
            var arn = functions.arn(function, qualifier).toString();
            return statements.with(before, arn, permission, revision);
        });
        return Objects.requireNonNull(changed);
    }

    @Override
    public Policy get(FunctionName function, @Nullable Qualifier qualifier) {
        functions.require(function, qualifier);
        return find(function, qualifier)
                .orElseThrow(() -> Refused.notFound("The resource you requested does not exist."));
    }

    @Override
    public Optional<Policy> find(FunctionName function, @Nullable Qualifier qualifier) {
        return qualifier instanceof Version version && version.isLatest()
                ? Optional.empty()
                : Optional.ofNullable(all.get(function, PerQualifier.orLatest(qualifier)));
    }

    @Override
    public void remove(
            FunctionName function, @Nullable Qualifier qualifier, String statementId, @Nullable UUID revision) {
        refuseLatest(qualifier);
        all.change(function, PerQualifier.orLatest(qualifier), before -> {
            functions.require(function, qualifier);
            return statements.without(before, statementId, revision);
        });
    }

    private static void refuseLatest(@Nullable Qualifier qualifier) {
        if (qualifier instanceof Version version && version.isLatest())
            throw Refused.invalid("We currently do not support adding policies for $LATEST.");
    }

    void retain(BiPredicate<FunctionName, Qualifier> there) {
        all.retain(there);
    }

    void forget(FunctionName function) {
        all.forget(function);
    }

    void forget(FunctionName function, Qualifier qualifier) {
        all.forget(function, qualifier);
    }
}
