package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.LayerVersion;
import dev.samovar.api.Permission;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.shape.Input;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Layers: publish, read, delete, and their policies.
///
/// Source: contract of the Lambda API, "Layers".
final class LayerOperations {
    private final Control control;
    private final Targets targets;
    private final Downloads downloads;

    LayerOperations(Control control, Targets targets, Downloads downloads) {
        this.control = control;
        this.targets = targets;
        this.downloads = downloads;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("PublishLayerVersion", this::publish);
        actions.put("GetLayerVersion", this::get);
        actions.put("GetLayerVersionByArn", this::getByArn);
        actions.put("ListLayers", this::list);
        actions.put("ListLayerVersions", this::versions);
        actions.put("DeleteLayerVersion", this::delete);
        actions.put("AddLayerVersionPermission", this::addPermission);
        actions.put("GetLayerVersionPolicy", this::policy);
        actions.put("RemoveLayerVersionPermission", this::removePermission);
    }

    private JsonNode publish(Input input) {
        var content = new LayerVersion.Content(
                SpecChange.archive(input.structure("Content")),
                input.optional("Description").orElse(""),
                input.list("CompatibleRuntimes"),
                input.list("CompatibleArchitectures"),
                input.orNull("LicenseInfo"));
        return whole(control.layers().publish(name(input), content));
    }

    private JsonNode get(Input input) {
        return whole(control.layers().get(name(input), version(input)));
    }

    private JsonNode getByArn(Input input) {
        return whole(control.layers()
                .find(input.text("Arn"))
                .orElseThrow(() -> new RequestRefusedException(
                        Refusal.of(404, "ResourceNotFoundException", "The resource you requested does not exist."))));
    }

    private JsonNode list(Input input) {
        var newest = control.layers().list().stream()
                .flatMap(layer -> fitting(input, control.layers().versions(layer.name())).stream()
                        .limit(1))
                .toList();
        return Page.of(input, "Layers", newest, layer -> {
            var json = JsonMapper.shared().createObjectNode();
            json.put("LayerName", layer.name());
            json.put("LayerArn", layer.layerArn());
            json.set("LatestMatchingVersion", listed(layer));
            return json;
        });
    }

    private JsonNode versions(Input input) {
        return Page.of(
                input,
                "LayerVersions",
                fitting(input, control.layers().versions(name(input))),
                LayerOperations::listed);
    }

    /// Those for a runtime and an architecture, if the request says which.
    private static List<LayerVersion> fitting(Input input, List<LayerVersion> versions) {
        return versions.stream()
                .filter(version -> fits(
                        input.orNull("CompatibleRuntime"), version.content().runtimes()))
                .filter(version -> fits(
                        input.orNull("CompatibleArchitecture"),
                        version.content().architectures()))
                .toList();
    }

    private static boolean fits(@Nullable String wanted, List<String> there) {
        return wanted == null || there.contains(wanted);
    }

    private @Nullable JsonNode delete(Input input) {
        control.layers().delete(name(input), version(input));
        return null;
    }

    private JsonNode addPermission(Input input) {
        var permission = new Permission(
                input.text("StatementId"),
                input.text("Principal"),
                input.text("Action"),
                new Permission.Conditions(null, null, input.orNull("OrganizationId"), null, null, null));
        var policy = control.layers()
                .addPermission(name(input), version(input), permission, FunctionOperations.revision(input));
        return JsonMapper.shared()
                .createObjectNode()
                .put("Statement", PolicyOperations.text(policy.statement(permission)))
                .put("RevisionId", policy.revisionId().toString());
    }

    private JsonNode policy(Input input) {
        return PolicyOperations.json(control.layers().getPolicy(name(input), version(input)));
    }

    private @Nullable JsonNode removePermission(Input input) {
        control.layers()
                .removePermission(
                        name(input), version(input), input.text("StatementId"), FunctionOperations.revision(input));
        return null;
    }

    /// The name of a layer, of which a request may give the ARN.
    private String name(Input input) {
        var given = input.text("LayerName");
        var name = given.substring(given.lastIndexOf(':') + 1);
        if (given.equals(name) || given.equals(targets.layer(name))) return name;
        throw new RequestRefusedException(
                Refusal.of(403, "AccessDeniedException", "The layer " + given + " is not in this account and region."));
    }

    private static long version(Input input) {
        return input.number("VersionNumber").orElseThrow();
    }

    private ObjectNode whole(LayerVersion version) {
        var json = JsonMapper.shared().createObjectNode();
        json.putObject("Content")
                .put("Location", downloads.locate(version))
                .put("CodeSha256", version.codeSha256())
                .put("CodeSize", version.codeSize());
        json.put("LayerArn", version.layerArn());
        json.setAll(listed(version));
        return json;
    }

    private static ObjectNode listed(LayerVersion version) {
        var content = version.content();
        var json = JsonMapper.shared().createObjectNode();
        json.put("LayerVersionArn", version.arn());
        json.put("Version", version.version());
        json.put("Description", content.description());
        json.put("CreatedDate", FunctionJson.time(version.created()));
        texts(json, "CompatibleRuntimes", content.runtimes());
        texts(json, "CompatibleArchitectures", content.architectures());
        if (content.license() != null) json.put("LicenseInfo", content.license());
        return json;
    }

    private static void texts(ObjectNode json, String member, List<String> texts) {
        if (!texts.isEmpty()) texts.forEach(json.putArray(member)::add);
    }
}
