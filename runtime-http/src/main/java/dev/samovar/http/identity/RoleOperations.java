package dev.samovar.http.identity;

import dev.samovar.http.auth.UniqueId;
import dev.samovar.http.shape.Input;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Roles: made, changed, listed, deleted.
final class RoleOperations {
    private static final int SESSION_SECONDS = 3_600;
    private static final int LARGEST_TRUST = 4_096;

    private final Roles roles;
    private final String arns;
    private final InstantSource clock;

    /// @param arns what the ARNs of the account begin with
    RoleOperations(Roles roles, String arns, InstantSource clock) {
        this.roles = roles;
        this.arns = arns;
        this.clock = clock;
    }

    void addTo(Map<String, IdentityService.Action> actions) {
        actions.put("CreateRole", this::create);
        actions.put(
                "GetRole",
                (input, result) -> result.within("Role", xml -> show(xml, roles.get(input.text("RoleName")), true)));
        actions.put("DeleteRole", this::delete);
        actions.put("ListRoles", this::list);
        actions.put("UpdateRole", this::update);
        actions.put("UpdateAssumeRolePolicy", this::updateTrust);
        actions.put("TagRole", this::tag);
        actions.put("UntagRole", this::untag);
        actions.put("ListRoleTags", this::tags);
        actions.put("ListInstanceProfilesForRole", this::profiles);
    }

    private void create(Input input, Xml result) {
        var path = input.optional("Path").orElse("/");
        var name = input.text("RoleName");
        var tags = TagList.of(input);
        TagList.check(tags);
        var role = new Role(
                path,
                name,
                UniqueId.of("AROA"),
                arns + "role" + path + name,
                Instant.ofEpochMilli(clock.millis()).truncatedTo(ChronoUnit.SECONDS),
                trust(input.text("AssumeRolePolicyDocument")),
                input.orNull("Description"),
                input.number("MaxSessionDuration").orElse(SESSION_SECONDS),
                input.orNull("PermissionsBoundary"),
                tags,
                new TreeMap<>(),
                new TreeMap<>());
        roles.add(role);
        result.within("Role", xml -> show(xml, role, false));
    }

    private static String trust(String document) {
        Documents.checkTrust(document);
        if (Documents.size(document) > LARGEST_TRUST)
            throw IdentityError.conflict("LimitExceeded", "Cannot exceed quota for ACLSizePerRole: " + LARGEST_TRUST);
        return document;
    }

    private static void show(Xml xml, Role role, boolean whole) {
        xml.text("Path", role.path())
                .text("RoleName", role.name())
                .text("RoleId", role.id())
                .text("Arn", role.arn())
                .text("CreateDate", role.created().toString())
                .text("AssumeRolePolicyDocument", Documents.encoded(role.trust()))
                .text("Description", role.description())
                .text("MaxSessionDuration", Integer.toString(role.maxSessionSeconds()));
        var boundary = role.boundary();
        if (boundary != null)
            xml.within(
                    "PermissionsBoundary",
                    bound -> bound.text("PermissionsBoundaryType", "Policy").text("PermissionsBoundaryArn", boundary));
        if (!role.tags().isEmpty()) xml.list("Tags", role.tags().entrySet(), TagList::show);
        if (whole) xml.within("RoleLastUsed", _ -> {});
    }

    private void delete(Input input, Xml result) {
        roles.remove(input.text("RoleName"), role -> {
            if (!role.attached().isEmpty())
                throw IdentityError.conflict("DeleteConflict", "Cannot delete entity, must detach all policies first.");
            if (!role.inline().isEmpty())
                throw IdentityError.conflict("DeleteConflict", "Cannot delete entity, must delete policies first.");
        });
    }

    private void list(Input input, Xml result) {
        var prefix = input.optional("PathPrefix").orElse("/");
        var found = roles.list().stream()
                .filter(role -> role.path().startsWith(prefix))
                .toList();
        Listing.of(input, result, "Roles", found, Role::name, (xml, role) -> show(xml, role, false));
    }

    private void update(Input input, Xml result) {
        roles.change(
                input.text("RoleName"),
                role -> role.described(
                        input.has("Description") ? input.text("Description") : role.description(),
                        input.number("MaxSessionDuration").orElse(role.maxSessionSeconds())));
    }

    private void updateTrust(Input input, Xml result) {
        roles.change(input.text("RoleName"), role -> role.withTrust(trust(input.text("PolicyDocument"))));
    }

    private void tag(Input input, Xml result) {
        var more = TagList.of(input);
        roles.change(
                input.text("RoleName"),
                role -> role.withTags(tags -> {
                    tags.putAll(more);
                    TagList.check(tags);
                }));
    }

    private void untag(Input input, Xml result) {
        roles.change(
                input.text("RoleName"),
                role -> role.withTags(tags -> input.list("TagKeys").forEach(tags::remove)));
    }

    private void tags(Input input, Xml result) {
        var tags = List.copyOf(roles.get(input.text("RoleName")).tags().entrySet());
        Listing.of(input, result, "Tags", tags, Map.Entry::getKey, TagList::show);
    }

    /// There are no instances.
    private void profiles(Input input, Xml result) {
        roles.get(input.text("RoleName"));
        result.list("InstanceProfiles", List.of()).text("IsTruncated", "false");
    }
}
