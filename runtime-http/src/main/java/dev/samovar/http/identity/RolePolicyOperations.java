package dev.samovar.http.identity;

import dev.samovar.http.shape.Input;
import java.util.List;
import java.util.Map;

/// The policies of roles: their own, and managed ones that are attached.
final class RolePolicyOperations {
    private static final int MOST_ATTACHED = 10;
    private static final int LARGEST_INLINE = 10_240;

    private final Roles roles;
    private final ManagedPolicies policies;

    RolePolicyOperations(Roles roles, ManagedPolicies policies) {
        this.roles = roles;
        this.policies = policies;
    }

    void addTo(Map<String, IdentityService.Action> actions) {
        actions.put("AttachRolePolicy", this::attach);
        actions.put("DetachRolePolicy", this::detach);
        actions.put("ListAttachedRolePolicies", this::listAttached);
        actions.put("PutRolePolicy", this::put);
        actions.put("GetRolePolicy", this::get);
        actions.put("DeleteRolePolicy", this::delete);
        actions.put("ListRolePolicies", this::list);
    }

    private void attach(Input input, Xml result) {
        var policy = policies.get(input.text("PolicyArn"));
        roles.change(
                input.text("RoleName"),
                role -> role.withAttached(attached -> {
                    attached.put(policy.arn(), policy.name());
                    if (attached.size() > MOST_ATTACHED)
                        throw IdentityError.conflict(
                                "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
                }));
    }

    private void detach(Input input, Xml result) {
        var arn = input.text("PolicyArn");
        roles.change(
                input.text("RoleName"),
                role -> role.withAttached(attached -> {
                    if (attached.remove(arn) == null)
                        throw IdentityError.noSuchEntity("Policy " + arn + " was not found.");
                }));
    }

    private void listAttached(Input input, Xml result) {
        var prefix = input.optional("PathPrefix").orElse("/");
        var attached = roles.get(input.text("RoleName")).attached().entrySet().stream()
                .filter(policy -> policy.getKey().split(":policy", 2)[1].startsWith(prefix))
                .toList();
        Listing.of(
                input,
                result,
                "AttachedPolicies",
                attached,
                Map.Entry::getKey,
                (xml, policy) -> xml.text("PolicyName", policy.getValue()).text("PolicyArn", policy.getKey()));
    }

    private void put(Input input, Xml result) {
        var document = input.text("PolicyDocument");
        Documents.checkPermissions(document);
        roles.change(
                input.text("RoleName"),
                role -> role.withInline(inline -> {
                    inline.put(input.text("PolicyName"), document);
                    if (inline.values().stream().mapToLong(Documents::size).sum() > LARGEST_INLINE)
                        throw IdentityError.conflict(
                                "LimitExceeded",
                                "Maximum policy size of " + LARGEST_INLINE + " bytes exceeded for role " + role.name());
                }));
    }

    private void get(Input input, Xml result) {
        var role = roles.get(input.text("RoleName"));
        var name = input.text("PolicyName");
        var document = role.inline().get(name);
        if (document == null) throw notFound(name);
        result.text("RoleName", role.name())
                .text("PolicyName", name)
                .text("PolicyDocument", Documents.encoded(document));
    }

    private void delete(Input input, Xml result) {
        var name = input.text("PolicyName");
        roles.change(
                input.text("RoleName"),
                role -> role.withInline(inline -> {
                    if (inline.remove(name) == null) throw notFound(name);
                }));
    }

    private static RuntimeException notFound(String policy) {
        return IdentityError.noSuchEntity("The role policy with name " + policy + " cannot be found.");
    }

    private void list(Input input, Xml result) {
        var names = List.copyOf(roles.get(input.text("RoleName")).inline().keySet());
        Listing.ofTexts(input, result, "PolicyNames", names);
    }
}
