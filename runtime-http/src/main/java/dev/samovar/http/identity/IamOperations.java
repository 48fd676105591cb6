package dev.samovar.http.identity;

import dev.samovar.api.Account;
import dev.samovar.http.shape.Input;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        return new IdentityService("iam", "2010-05-08", NAMESPACE, ofAnybody(actions));
    }

    private static Map<String, IdentityService.CallersAction> ofAnybody(Map<String, IdentityService.Action> actions) {
        return actions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, action -> action.getValue().ofAnybody()));
    }

    private static void aliases(Input input, Xml result) {
        result.list("AccountAliases", List.of()).text("IsTruncated", "false");
    }
}
