package dev.samovar.api;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The resource policies: one for a function, and one for each of its versions and aliases.
///
/// Every method but `find` throws [RequestRefusedException] with the API's status, code and message when it
/// refuses. A qualifier that is null is the function itself; `$LATEST` has no policy.
///
/// Source: AWS Lambda API reference, "AddPermission", "GetPolicy", "RemovePermission".
public interface Policies {

    /// Adds a statement, and answers the policy that came of it.
    ///
    /// @param revision what the policy must be, or null
    Policy add(FunctionName function, @Nullable Qualifier qualifier, Permission permission, @Nullable UUID revision);

    /// The policy.
    Policy get(FunctionName function, @Nullable Qualifier qualifier);

    /// The policy, if the function, the qualifier and a policy of it are there.
    Optional<Policy> find(FunctionName function, @Nullable Qualifier qualifier);

    /// Removes a statement.
    ///
    /// @param revision what the policy must be, or null
    void remove(FunctionName function, @Nullable Qualifier qualifier, String statementId, @Nullable UUID revision);
}
