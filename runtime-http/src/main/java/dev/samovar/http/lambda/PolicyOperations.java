package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.Permission;
import dev.samovar.api.Policy;
import dev.samovar.http.shape.Input;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Resource policies of functions, versions and aliases.
///
/// Source: contract of the Lambda API, "Permissions".
final class PolicyOperations {
    private final Control control;
    private final Targets targets;

    PolicyOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("AddPermission", this::add);
        actions.put("GetPolicy", this::get);
        actions.put("RemovePermission", this::remove);
    }

    private JsonNode add(Input input) {
        var ref = targets.reference(input);
        var permission = new Permission(
                input.text("StatementId"), input.text("Principal"), input.text("Action"), conditions(input));
        var policy =
                control.policies().add(ref.name(), ref.qualifier(), permission, FunctionOperations.revision(input));
        return JsonMapper.shared().createObjectNode().put("Statement", text(policy.statement(permission)));
    }

    private static Permission.Conditions conditions(Input input) {
        return new Permission.Conditions(
                input.orNull("SourceArn"),
                input.orNull("SourceAccount"),
                input.orNull("PrincipalOrgID"),
                input.optional("FunctionUrlAuthType")
                        .map(FunctionUrl.AuthType::valueOf)
                        .orElse(null),
                input.orNull("EventSourceToken"),
                input.has("InvokedViaFunctionUrl") ? (Boolean) input.flag("InvokedViaFunctionUrl") : null);
    }

    private JsonNode get(Input input) {
        var ref = targets.reference(input);
        return json(control.policies().get(ref.name(), ref.qualifier()));
    }

    static JsonNode json(Policy policy) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("Policy", text(policy.document()))
                .put("RevisionId", policy.revisionId().toString());
    }

    private @Nullable JsonNode remove(Input input) {
        var ref = targets.reference(input);
        control.policies()
                .remove(ref.name(), ref.qualifier(), input.text("StatementId"), FunctionOperations.revision(input));
        return null;
    }

    /// A policy is JSON inside a text of JSON.
    static String text(Map<String, Object> document) {
        return JsonMapper.shared().writeValueAsString(document);
    }
}
