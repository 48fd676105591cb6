package dev.samovar.http.identity;

import dev.samovar.api.Account;
import dev.samovar.http.shape.Input;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;

/// The operations of IAM that are held.
final class IamOperations {
    static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    private IamOperations() {}

    static IdentityService service(Account account, InstantSource clock) {
        var roles = new Roles();
        var policies = new ManagedPolicies();
        var arns = "arn:" + account.partition() + ":iam::" + account.id() + ":";
        var actions = new HashMap<String, IdentityService.Action>();
        new RoleOperations(roles, arns, clock).addTo(actions);
        new RolePolicyOperations(roles, policies).addTo(actions);
        new PolicyOperations(roles, policies, arns, clock).addTo(actions);
        actions.put("ListAccountAliases", IamOperations::aliases);
        return new IdentityService("iam.json", "2010-05-08", NAMESPACE, actions);
    }

    private static void aliases(Input input, Xml result) {
        result.list("AccountAliases", List.of()).text("IsTruncated", "false");
    }
}
