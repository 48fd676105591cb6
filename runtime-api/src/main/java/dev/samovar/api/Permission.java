package dev.samovar.api;

import org.jspecify.annotations.Nullable;

/// A statement of a resource policy: who may do what with a function.
///
/// @param statementId its name within the policy
/// @param principal who: a service (`s3.amazonaws.com`), an account's number, an IAM ARN, or `*`
/// @param action what, such as `lambda:InvokeFunction`
/// @param conditions what must hold besides
///
/// Source: AWS Lambda API reference, "AddPermission".
public record Permission(String statementId, String principal, String action, Conditions conditions) {

    /// What must hold for a permission to count. What is null is not looked at.
    ///
    /// @param sourceArn the resource on whose behalf a service calls; may hold `*` and `?`
    /// @param sourceAccount the account of that resource
    /// @param organization the organization of the caller, `o-…`
    /// @param urlAuthType the authentication of the function URL that is called
    /// @param eventSourceToken what an Alexa skill shows
    /// @param viaFunctionUrl whether the call comes through the function URL
    public record Conditions(
            @Nullable String sourceArn,
            @Nullable String sourceAccount,
            @Nullable String organization,
            FunctionUrl.@Nullable AuthType urlAuthType,
            @Nullable String eventSourceToken,
            @Nullable Boolean viaFunctionUrl) {
        /// No condition.
        public static final Conditions NONE = new Conditions(null, null, null, null, null, null);

        /// Whether they hold for a caller through a function URL of whom nothing is known.
        boolean holdForAnybody(FunctionUrl.AuthType authType) {
            return sourceArn == null
                    && sourceAccount == null
                    && organization == null
                    && eventSourceToken == null
                    && (urlAuthType == null || urlAuthType == authType)
                    && !Boolean.FALSE.equals(viaFunctionUrl);
        }
    }

    /// Whether they hold for somebody who signs, and of whom nothing else is known.
    boolean hold(boolean throughUrl) {
        return throughUrl
                ? conditions.holdForAnybody(FunctionUrl.AuthType.AWS_IAM)
                : conditions.urlAuthType() == null
                        && !Boolean.TRUE.equals(conditions.viaFunctionUrl())
                        && conditions.sourceArn() == null
                        && conditions.sourceAccount() == null
                        && conditions.organization() == null
                        && conditions.eventSourceToken() == null;
    }

    boolean isFor(String account, String arn) {
        return principal.equals("*")
                || principal.equals(account)
                || principal.equals(arn)
                || principal.equals("arn:aws:iam::" + account + ":root");
    }

    boolean covers(String wanted) {
        return action.equals("*") || action.equals("lambda:*") || action.equals(wanted);
    }

    /// A permission without conditions.
    public static Permission of(String statementId, String principal, String action) {
        return new Permission(statementId, principal, action, Conditions.NONE);
    }
}
