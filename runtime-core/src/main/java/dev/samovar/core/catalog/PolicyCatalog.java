package dev.samovar.core.catalog;

import dev.samovar.api.FunctionName;
import dev.samovar.api.Permission;
import dev.samovar.api.Policies;
import dev.samovar.api.Policy;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resource policies, in memory.
final class PolicyCatalog implements Policies {
    private static final int LONGEST = 20_480;

    /// A service, an account, an IAM ARN, or everybody.
    private static final Pattern PRINCIPAL =
            Pattern.compile("\\*|\\d{12}|arn:aws[a-zA-Z-]*:(?:iam|sts)::[^\\s]+|[a-zA-Z0-9_-]+(?:\\.[a-zA-Z0-9_-]+)+");

    private final PerQualifier<Policy> all = new PerQualifier<>();
    private final Functions functions;
    private final Supplier<UUID> revisions;

    PolicyCatalog(Functions functions, Supplier<UUID> revisions) {
        this.functions = functions;
        this.revisions = revisions;
    }

    @Override
    public Policy add(
            FunctionName function, @Nullable Qualifier qualifier, Permission permission, @Nullable UUID revision) {
        refuseLatest(qualifier);
        if (!PRINCIPAL.matcher(permission.principal()).matches())
            throw Refused.invalid("The provided principal was invalid. Please check the principal and try again.");
        var key = PerQualifier.orLatest(qualifier);
        var changed = new ArrayList<Policy>();
        all.change(function, key, before -> {
            functions.require(function, qualifier);
            requireRevision(before, revision);
            var after = new Policy(
                    functions.arn(function, qualifier), with(statements(before), permission), revisions.get());
            requireFits(after);
            changed.add(after);
            return after;
        });
        return changed.getLast();
    }

    private static List<Permission> with(List<Permission> before, Permission added) {
        if (before.stream().anyMatch(there -> there.statementId().equals(added.statementId())))
            throw Refused.conflict(
                    "The statement id (" + added.statementId()
                            + ") provided already exists. Please provide a new statement id, or remove the existing statement.");
        var after = new ArrayList<>(before);
        after.add(added);
        return after;
    }

    private static void requireFits(Policy policy) {
        var size = PolicyText.bytesOf(policy);
        if (size > LONGEST)
            throw Refused.of(
                    400,
                    "PolicyLengthExceededException",
                    "The final policy size (" + size + ") is bigger than the limit (" + LONGEST + ").");
    }

    @Override
    public Policy get(FunctionName function, @Nullable Qualifier qualifier) {
        functions.require(function, qualifier);
        var there = qualifier instanceof Version version && version.isLatest()
                ? null
                : all.get(function, PerQualifier.orLatest(qualifier));
        if (there == null) throw Refused.notFound("The resource you requested does not exist.");
        return there;
    }

    @Override
    public void remove(
            FunctionName function, @Nullable Qualifier qualifier, String statementId, @Nullable UUID revision) {
        refuseLatest(qualifier);
        all.change(function, PerQualifier.orLatest(qualifier), before -> {
            functions.require(function, qualifier);
            if (before == null) throw Refused.notFound("No policy is associated with the given resource.");
            requireRevision(before, revision);
            var after = new ArrayList<>(before.permissions());
            if (!after.removeIf(there -> there.statementId().equals(statementId)))
                throw Refused.notFound("Statement " + statementId + " is not found in resource policy.");
            return after.isEmpty() ? null : new Policy(before.resource(), after, revisions.get());
        });
    }

    private static List<Permission> statements(@Nullable Policy policy) {
        return policy == null ? List.of() : policy.permissions();
    }

    private static void refuseLatest(@Nullable Qualifier qualifier) {
        if (qualifier instanceof Version version && version.isLatest())
            throw Refused.invalid("We currently do not support adding policies for $LATEST.");
    }

    private static void requireRevision(@Nullable Policy policy, @Nullable UUID revision) {
        if (revision != null && (policy == null || !policy.revisionId().equals(revision))) throw mismatch();
    }

    private static RequestRefusedException mismatch() {
        return Refused.of(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the"
                        + " latest Revision Id");
    }

    void forget(FunctionName function) {
        all.forget(function);
    }

    void forget(FunctionName function, Qualifier qualifier) {
        all.forget(function, qualifier);
    }
}
