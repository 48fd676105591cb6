package dev.samovar.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The resource policy of a function, a version or an alias, or of a version of a layer: who but its account may do
/// what with it.
///
/// @param resource the ARN of what it is about
/// @param permissions its statements, in the order they were added
/// @param revisionId changes at every write
///
/// Source: AWS Lambda Developer Guide, "Resource-based policies".
public record Policy(String resource, List<Permission> permissions, UUID revisionId) {
    /// Keeps the statements as they are now.
    public Policy {
        permissions = List.copyOf(permissions);
    }

    /// Whether anybody may do this through a function URL.
    ///
    /// @param action such as `lambda:InvokeFunctionUrl`
    /// @param authType the authentication of the URL
    public boolean letsAnybodyIn(String action, FunctionUrl.AuthType authType) {
        return permissions.stream()
                .anyMatch(permission -> permission.principal().equals("*")
                        && permission.covers(action)
                        && permission.conditions().holdForAnybody(authType));
    }

    /// Whether somebody of another account may do this.
    ///
    /// @param account the account of who asks
    /// @param arn the ARN of who asks
    /// @param action such as `lambda:InvokeFunction`
    /// @param throughUrl whether they come through the function URL
    public boolean lets(String account, String arn, String action, boolean throughUrl) {
        return permissions.stream()
                .anyMatch(permission ->
                        permission.isFor(account, arn) && permission.covers(action) && permission.hold(throughUrl));
    }

    /// The whole as IAM writes it, to be made JSON.
    public Map<String, Object> document() {
        return PolicyDocument.of(permissions, resource);
    }

    /// One statement as IAM writes it, to be made JSON.
    public Map<String, Object> statement(Permission permission) {
        return PolicyDocument.statement(permission, resource);
    }
}
