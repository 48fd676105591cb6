package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import dev.samovar.cli.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Versions of layers: `AWS::Lambda::LayerVersion`. Another content makes another version; older ones stay, since
/// functions may use them.
final class LayerKind implements ResourceKind {
    private static final int LONGEST_NAME = 64;

    private final Stack stack;
    private final Archives archives;
    private final Set<String> names;

    /// @param names told the name of each
    LayerKind(Stack stack, Archives archives, Set<String> names) {
        this.stack = stack;
        this.archives = archives;
        this.names = names;
    }

    @Override
    public Step step(Declared declared, ObjectNode properties) {
        var name = properties.path("LayerName").asString(stack.nameFor(declared.id(), LONGEST_NAME));
        names.add(name);
        if (!properties.has("Content")) throw new TemplateException("it has no Content");
        var archive = archives.of(declared, properties.get("Content"), "");
        var wanted = described(properties);
        var versions = "/2018-10-31/layers/" + segment(name) + "/versions";
        var newest = newest(versions);
        if (newest.filter(it -> isSame(it, archive, wanted)).isPresent()) {
            var arn = newest.get().path("LayerVersionArn").asString("");
            return Step.update(
                    "layer " + name + ":" + newest.get().path("Version").asString(""),
                    List.of(),
                    answers(arn),
                    () -> answers(arn));
        }
        return Step.create("version of layer " + name, "", answers(Evaluator.UNKNOWN), () -> {
            var body = wanted.deepCopy();
            body.putObject("Content").put("ZipFile", archive.base64());
            return answers(stack.endpoint()
                    .post(versions, body)
                    .path("LayerVersionArn")
                    .asString(""));
        });
    }

    private Optional<JsonNode> newest(String versions) {
        var first = stack.endpoint()
                .find(versions)
                .map(list -> list.path("LayerVersions").path(0));
        return first.filter(JsonNode::isObject)
                .map(it ->
                        stack.endpoint().get(versions + "/" + it.path("Version").asString("")));
    }

    private static ObjectNode described(JsonNode from) {
        var described = JsonNodeFactory.instance.objectNode();
        described.put("Description", from.path("Description").asString(""));
        for (var name : List.of("CompatibleRuntimes", "CompatibleArchitectures")) {
            var list = described.putArray(name);
            from.path(name).forEach(list::add);
            if (list.isEmpty()) described.remove(name);
        }
        if (from.has("LicenseInfo")) described.set("LicenseInfo", from.get("LicenseInfo"));
        return described;
    }

    private static boolean isSame(JsonNode there, Archive archive, ObjectNode wanted) {
        return archive.sha256().equals(there.path("Content").path("CodeSha256").asString(""))
                && wanted.equals(described(there));
    }

    /// The name of a layer, of the ARN of one of its versions; empty if it is none.
    static Optional<String> nameOf(String arn) {
        var parts = arn.split(":", -1);
        return parts.length == 8 && parts[5].equals("layer") ? Optional.of(parts[6]) : Optional.empty();
    }

    private static Answers answers(String arn) {
        return new Answers(arn, Map.of("LayerVersionArn", arn));
    }
}
