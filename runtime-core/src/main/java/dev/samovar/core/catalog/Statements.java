package dev.samovar.core.catalog;

import dev.samovar.api.Permission;
import dev.samovar.api.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes of a resource policy, whatever it is about. A policy without statements is none.
final class Statements {
    private static final int LONGEST = 20_480;

    private final String reader;
    private final Supplier<UUID> revisions;

    /// @param reader the operation that tells the current revision
    Statements(String reader, Supplier<UUID> revisions) {
        this.reader = reader;
        this.revisions = revisions;
    }

    Policy with(@Nullable Policy before, String resource, Permission added, @Nullable UUID revision) {
        requireRevision(before, revision);
        var statements = new ArrayList<>(before == null ? List.<Permission>of() : before.permissions());
        if (statements.stream().anyMatch(there -> there.statementId().equals(added.statementId())))
            throw Refused.conflict("The statement id (" + added.statementId() + ") provided already exists. Please"
                    + " provide a new statement id, or remove the existing statement.");
        statements.add(added);
        var after = new Policy(resource, statements, revisions.get());
        var size = PolicyText.bytesOf(after);
        if (size > LONGEST)
            throw Refused.of(
                    400,
                    "PolicyLengthExceededException",
                    "The final policy size (" + size + ") is bigger than the limit (" + LONGEST + ").");
        return after;
    }

    @Nullable
    Policy without(@Nullable Policy before, String statementId, @Nullable UUID revision) {
        if (before == null) throw Refused.notFound("No policy is associated with the given resource.");
        requireRevision(before, revision);
        var statements = new ArrayList<>(before.permissions());
        if (!statements.removeIf(there -> there.statementId().equals(statementId)))
            throw Refused.notFound("Statement " + statementId + " is not found in resource policy.");
        return statements.isEmpty() ? null : new Policy(before.resource(), statements, revisions.get());
    }

    private void requireRevision(@Nullable Policy policy, @Nullable UUID revision) {
        if (revision == null || (policy != null && policy.revisionId().equals(revision))) return;
        throw Refused.of(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the " + reader
                        + " API to retrieve the latest Revision Id");
    }
}
