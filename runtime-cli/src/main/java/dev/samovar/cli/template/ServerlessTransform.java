package dev.samovar.cli.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// SAM's resources as the plain ones that SAM makes of them.
///
/// Source: AWS SAM developer guide, "Generated CloudFormation resources for AWS SAM".
final class ServerlessTransform {
    private static final List<String> IMPLICIT_APIS = List.of("ServerlessRestApi", "ServerlessHttpApi");

    private final Template template;
    private final Evaluator evaluator;
    private final List<String> remarks;

    ServerlessTransform(Template template, Evaluator evaluator, List<String> remarks) {
        this.template = template;
        this.evaluator = evaluator;
        this.remarks = remarks;
    }

    Map<String, Declared> expand(Map<String, Declared> declared) {
        var expanded = new LinkedHashMap<String, Declared>();
        for (var one : declared.values()) {
            switch (one.type()) {
                case "AWS::Serverless::Function" -> {
                    var properties = merged("Function", one);
                    new ServerlessFunction(one, properties, evaluator, remarks).expandInto(expanded);
                }
                case "AWS::Serverless::LayerVersion" -> expanded.put(one.id(), layer(one, merged("LayerVersion", one)));
                default -> expanded.put(one.id(), one);
            }
        }
        // What SAM makes for functions with requests as events, and templates like to refer to.
        for (var api : IMPLICIT_APIS)
            expanded.putIfAbsent(
                    api,
                    new Declared(
                            api,
                            api.equals("ServerlessRestApi") ? "AWS::ApiGateway::RestApi" : "AWS::ApiGatewayV2::Api",
                            template.section("none"),
                            template.section("none"),
                            List.of(),
                            null,
                            true));
        return expanded;
    }

    private ObjectNode merged(String section, Declared one) {
        return Globals.merged(
                template.section("Globals").path(section),
                one.properties(),
                template.section("Resources").path(one.id()).path("IgnoreGlobals"));
    }

    private static Declared layer(Declared one, ObjectNode properties) {
        var plain = properties.objectNode();
        plain.put("LayerName", one.id());
        properties.forEachEntry((name, value) -> {
            switch (name) {
                case "ContentUri" -> plain.set("Content", code(value));
                case "RetentionPolicy", "PublishLambdaVersion" -> {}
                default -> plain.set(name, value);
            }
        });
        return new Declared(
                one.id(), "AWS::Lambda::LayerVersion", plain, one.metadata(), one.dependsOn(), one.condition(), false);
    }

    /// Where code is: `s3://bucket/key`, or a bucket and a key, or a path.
    static JsonNode code(JsonNode uri) {
        var text = uri.isString() ? uri.asString() : "";
        var plain = JsonNodeFactory.instance.objectNode();
        if (text.startsWith("s3://")) {
            int slash = text.indexOf('/', 5);
            if (slash < 0) throw new TemplateException(text + " names no object of a bucket");
            return plain.put("S3Bucket", text.substring(5, slash)).put("S3Key", text.substring(slash + 1));
        }
        if (uri.isObject() && uri.has("Bucket")) {
            plain.set("S3Bucket", uri.get("Bucket"));
            return plain.set("S3Key", uri.path("Key"));
        }
        return uri;
    }
}
