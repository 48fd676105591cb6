package dev.samovar.http.identity;

import dev.samovar.http.auth.UniqueId;
import dev.samovar.http.shape.Input;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// Managed policies: made, listed, deleted. Each has one version.
final class PolicyOperations {
    private static final String VERSION = "v1";
    private static final int LARGEST = 6_144;

    private final Roles roles;
    private final ManagedPolicies policies;
    private final String arns;
    private final InstantSource clock;

    /// @param arns what the ARNs of the account begin with
    PolicyOperations(Roles roles, ManagedPolicies policies, String arns, InstantSource clock) {
        this.roles = roles;
        this.policies = policies;
        this.arns = arns;
        this.clock = clock;
    }

    void addTo(Map<String, IdentityService.Action> actions) {
        actions.put("CreatePolicy", this::create);
        actions.put("GetPolicy", this::get);
        actions.put("DeletePolicy", this::delete);
        actions.put("ListPolicies", this::list);
        actions.put("GetPolicyVersion", this::getVersion);
        actions.put("ListPolicyVersions", this::listVersions);
    }

    private void create(Input input, Xml result) {
        var document = input.text("PolicyDocument");
        Documents.checkPermissions(document);
        if (Documents.size(document) > LARGEST)
            throw IdentityError.conflict("LimitExceeded", "Cannot exceed quota for PolicySize: " + LARGEST);
        var path = input.optional("Path").orElse("/");
        var tags = TagList.of(input);
        TagList.check(tags);
        var policy = new ManagedPolicy(
                path,
                input.text("PolicyName"),
                UniqueId.of("ANPA"),
                arns + "policy" + path + input.text("PolicyName"),
                Instant.ofEpochMilli(clock.millis()).truncatedTo(ChronoUnit.SECONDS),
                document,
                input.orNull("Description"),
                tags);
        policies.add(policy);
        result.within("Policy", xml -> show(xml, policy));
    }

    private void show(Xml xml, ManagedPolicy policy) {
        xml.text("PolicyName", policy.name())
                .text("PolicyId", policy.id())
                .text("Arn", policy.arn())
                .text("Path", policy.path())
                .text("DefaultVersionId", VERSION)
                .text("AttachmentCount", Long.toString(roles.attachments(policy.arn())))
                .text("PermissionsBoundaryUsageCount", "0")
                .text("IsAttachable", "true")
                .text("Description", policy.description())
                .text("CreateDate", policy.created().toString())
                .text("UpdateDate", policy.created().toString());
        if (!policy.tags().isEmpty()) xml.list("Tags", policy.tags().entrySet(), TagList::show);
    }

    private void get(Input input, Xml result) {
        var policy = policies.get(input.text("PolicyArn"));
        result.within("Policy", xml -> show(xml, policy));
    }

    private void delete(Input input, Xml result) {
        var arn = input.text("PolicyArn");
        if (roles.attachments(arn) > 0)
            throw IdentityError.conflict("DeleteConflict", "Cannot delete a policy attached to entities.");
        policies.remove(arn);
    }

    /// Those of the account: AWS's are not listed.
    private void list(Input input, Xml result) {
        var prefix = input.optional("PathPrefix").orElse("/");
        var found = input.optional("Scope").orElse("All").equals("AWS")
                ? List.<ManagedPolicy>of()
                : policies.list().stream()
                        .filter(policy -> policy.path().startsWith(prefix))
                        .filter(policy -> !input.flag("OnlyAttached") || roles.attachments(policy.arn()) > 0)
                        .toList();
        Listing.of(input, result, "Policies", found, ManagedPolicy::arn, this::show);
    }

    private void getVersion(Input input, Xml result) {
        var policy = policies.get(input.text("PolicyArn"));
        if (!input.text("VersionId").equals(VERSION))
            throw IdentityError.noSuchEntity("Policy " + policy.arn() + " version " + input.text("VersionId")
                    + " does not exist or is not attachable.");
        result.within("PolicyVersion", xml -> {
            xml.text("Document", Documents.encoded(policy.document()));
            showVersion(xml, policy);
        });
    }

    private void listVersions(Input input, Xml result) {
        var policy = policies.get(input.text("PolicyArn"));
        Listing.of(input, result, "Versions", List.of(policy), _ -> VERSION, PolicyOperations::showVersion);
    }

    private static void showVersion(Xml xml, ManagedPolicy policy) {
        xml.text("VersionId", VERSION)
                .text("IsDefaultVersion", "true")
                .text("CreateDate", policy.created().toString());
    }
}
