package dev.samovar.core.registry;

import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionState;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import java.util.List;

/// The refusals of the control operations, in Lambda's words.
///
/// Source: AWS Lambda API reference, the errors of each action.
public final class Refusals {
    private Refusals() {}

    static RequestRefusedException functionNotFound(FunctionArn arn) {
        return refused(404, "ResourceNotFoundException", "Function not found: " + arn);
    }

    static RequestRefusedException aliasNotFound(FunctionArn function, AliasName alias) {
        return refused(404, "ResourceNotFoundException", "Cannot find alias arn: " + function.qualified(alias));
    }

    static RequestRefusedException aliasToUpdateNotFound(FunctionArn function, AliasName alias) {
        return refused(404, "ResourceNotFoundException", "Alias not found: " + function.qualified(alias));
    }

    static RequestRefusedException aliasExists(FunctionArn function, AliasName alias) {
        return refused(409, "ResourceConflictException", "Alias already exists: " + function.qualified(alias));
    }

    static RequestRefusedException functionExists(FunctionArn function) {
        return refused(409, "ResourceConflictException", "Function already exist: " + function.name());
    }

    static RequestRefusedException updateInProgress(FunctionArn function) {
        return refused(
                409,
                "ResourceConflictException",
                "The operation cannot be performed at this time. An update is in progress for resource: " + function);
    }

    static RequestRefusedException inState(FunctionState state) {
        return refused(
                409,
                "ResourceConflictException",
                "The operation cannot be performed at this time. The function is currently in the following state: "
                        + (state == FunctionState.PENDING ? "Pending" : "Failed"));
    }

    static RequestRefusedException otherName(FunctionName function, FunctionName wanted) {
        return invalid("An update keeps the name of its function: " + function + " cannot become " + wanted + ".");
    }

    /// Another write came since the caller looked.
    public static RequestRefusedException revisionMismatch(String operation) {
        return refused(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the " + operation
                        + " API to retrieve the latest Revision Id");
    }

    static RequestRefusedException codeMismatch(String wanted, String current) {
        return refused(
                400,
                "InvalidParameterValueException",
                "CodeSHA256 (" + wanted + ") is different from current CodeSHA256 in $LATEST (" + current
                        + "). Please try again with the CodeSHA256 in $LATEST.");
    }

    static RequestRefusedException latestNotDeletable() {
        return refused(
                400,
                "InvalidParameterValueException",
                "$LATEST version cannot be deleted without deleting the function.");
    }

    static RequestRefusedException deleteByAlias() {
        return refused(400, "InvalidParameterValueException", "Deletion of aliases is not currently supported.");
    }

    static RequestRefusedException versionInUse(List<AliasName> aliases) {
        return refused(
                409,
                "ResourceConflictException",
                "Unable to delete version because the following aliases reference it: " + aliases);
    }

    /// A parameter has a value that it may not have.
    public static RequestRefusedException invalid(String message) {
        return refused(400, "InvalidParameterValueException", message);
    }

    private static RequestRefusedException refused(int status, String code, String message) {
        return new RequestRefusedException(Refusal.of(status, code, message));
    }
}
