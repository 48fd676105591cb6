package dev.samovar.cli.template;

import dev.samovar.api.Account;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A template as it was read.
public final class Template {
    private static final String SAM = "AWS::Serverless-2016-10-31";

    private final Path file;
    private final ObjectNode root;

    private Template(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    /// Reads one.
    ///
    /// @throws TemplateException if it is none, or needs a transform other than SAM's
    public static Template read(Path file) {
        var template = new Template(file, TemplateText.read(file));
        if (template.section("Resources").isEmpty())
            throw new TemplateException(file + " is no template: it has no Resources");
        for (var transform : several(template.root.path("Transform")))
            if (!SAM.equals(transform.asString("")))
                throw new TemplateException(file + " needs the transform "
                        + (transform.isObject() ? transform.path("Name").asString("?") : transform.asString("?"))
                        + ", which only AWS has; " + SAM + " is the one that is done here");
        return template;
    }

    /// Where it was read from.
    public Path file() {
        return file;
    }

    /// A part of it, empty if it has none.
    public ObjectNode section(String name) {
        return root.get(name) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /// Whether it is one of SAM's.
    boolean isServerless() {
        return several(root.path("Transform")).stream().anyMatch(it -> SAM.equals(it.asString("")));
    }

    /// What follows its functions.
    public Evaluator evaluator(Map<String, String> parameters, Account account, String stack) {
        return new Evaluator(this, parameters, account, stack);
    }

    /// Its resources in plain CloudFormation, those whose condition holds.
    ///
    /// @param remarks told what is in it and has no effect here
    public Map<String, Declared> resources(Evaluator evaluator, List<String> remarks) {
        var declared = new LinkedHashMap<String, Declared>();
        section("Resources").forEachEntry((id, resource) -> {
            var one = declared(id, resource);
            if (one.condition() == null || evaluator.holds(one.condition())) declared.put(id, one);
        });
        return isServerless() ? new ServerlessTransform(this, evaluator, remarks).expand(declared) : declared;
    }

    private static Declared declared(String id, JsonNode resource) {
        var type = resource.path("Type").asString("");
        if (type.isEmpty()) throw new TemplateException("resource " + id + " has no Type");
        var dependsOn = new ArrayList<String>();
        for (var one : several(resource.path("DependsOn"))) dependsOn.add(one.asString(""));
        return new Declared(
                id,
                type,
                object(resource.get("Properties")),
                object(resource.get("Metadata")),
                dependsOn,
                resource.has("Condition") ? resource.get("Condition").asString("") : null,
                false);
    }

    private static ObjectNode object(@Nullable JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static List<JsonNode> several(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) return List.of();
        return node.isArray() ? node.valueStream().toList() : List.of(node);
    }
}
