package dev.samovar.cli.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The configuration that a function of a template has, in the words of the Lambda API and with all defaults, so that
/// what a template no longer says goes back to them.
///
/// Source: AWS CloudFormation user guide, "AWS::Lambda::Function".
final class FunctionSettings {
    /// What is not held by the endpoint or not by this command, and is left out.
    private static final Set<String> NOT_SUPPORTED = Set.of(
            "VpcConfig",
            "KmsKeyArn",
            "FileSystemConfigs",
            "ImageConfig",
            "CodeSigningConfigArn",
            "RuntimeManagementConfig",
            "RecursiveLoop",
            "CapacityProviderConfig",
            "FunctionScalingConfig",
            "DurableConfig",
            "PublishToLatestPublished");

    private static final Set<String> SIMPLE = Set.of("Runtime", "Handler", "Timeout", "MemorySize");

    private FunctionSettings() {}

    /// What of the properties has no effect.
    static List<String> notSupported(ObjectNode properties) {
        var names = new ArrayList<String>();
        for (var name : new TreeSet<>(properties.propertyNames())) if (NOT_SUPPORTED.contains(name)) names.add(name);
        for (var architecture : properties.path("Architectures"))
            if (!architecture.asString("").equals("x86_64"))
                names.add("the architecture " + architecture.asString("") + " (it runs on this machine's)");
        return names;
    }

    /// The configuration of `CreateFunction`, without name, code and tags.
    ///
    /// @param name the function's
    /// @param role what it has if the template does not say
    static ObjectNode of(ObjectNode properties, String name, String role) {
        var settings = JsonNodeFactory.instance.objectNode();
        settings.put("Role", properties.path("Role").asString(role));
        for (var member : List.of("Runtime", "Handler"))
            if (properties.has(member)) settings.set(member, properties.get(member));
        settings.put("Description", properties.path("Description").asString(""));
        settings.put("Timeout", properties.path("Timeout").asInt(3));
        settings.put("MemorySize", properties.path("MemorySize").asInt(128));
        settings.putObject("Environment")
                .set("Variables", object(properties.path("Environment").path("Variables")));
        var layers = settings.putArray("Layers");
        properties.path("Layers").forEach(layers::add);
        settings.putObject("DeadLetterConfig")
                .put(
                        "TargetArn",
                        properties.path("DeadLetterConfig").path("TargetArn").asString(""));
        settings.putObject("TracingConfig")
                .put("Mode", properties.path("TracingConfig").path("Mode").asString("PassThrough"));
        settings.putObject("EphemeralStorage")
                .put("Size", properties.path("EphemeralStorage").path("Size").asInt(512));
        settings.putObject("SnapStart")
                .put("ApplyOn", properties.path("SnapStart").path("ApplyOn").asString("None"));
        settings.set("LoggingConfig", logging(properties.path("LoggingConfig"), name));
        return settings;
    }

    private static ObjectNode logging(JsonNode given, String name) {
        var logging = JsonNodeFactory.instance.objectNode();
        var format = given.path("LogFormat").asString("Text");
        logging.put("LogFormat", format);
        if (format.equals("JSON"))
            for (var level : List.of("ApplicationLogLevel", "SystemLogLevel"))
                logging.put(level, given.path(level).asString("INFO"));
        logging.put("LogGroup", given.path("LogGroup").asString("/aws/lambda/" + name));
        return logging;
    }

    /// The settings that an answer about a function shows, in the form that [#of] gives.
    static ObjectNode shown(JsonNode configuration) {
        var like = JsonNodeFactory.instance.objectNode();
        configuration.forEachEntry(like::set);
        var layers = like.putArray("Layers");
        configuration.path("Layers").forEach(layer -> layers.add(layer.path("Arn")));
        return of(like, configuration.path("FunctionName").asString(""), "");
    }

    /// Which members differ.
    static List<String> differing(ObjectNode wanted, ObjectNode there) {
        return wanted.propertyNames().stream()
                .filter(name -> !wanted.get(name).equals(there.get(name)))
                .toList();
    }

    /// How a plan tells of a member. Values that may be secret are not shown.
    static String told(String name, ObjectNode wanted, ObjectNode there) {
        if (!SIMPLE.contains(name)) return name;
        return name + " " + there.path(name).asString("none") + " → "
                + wanted.path(name).asString("none");
    }

    /// Members in one order, since the order of two maps is no difference.
    private static ObjectNode object(JsonNode node) {
        var sorted = new TreeMap<String, JsonNode>();
        node.forEachEntry(sorted::put);
        var object = JsonNodeFactory.instance.objectNode();
        sorted.forEach(object::set);
        return object;
    }
}
