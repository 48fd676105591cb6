package dev.samovar.cli.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The configuration that a function of a template has, in the words of the Lambda API and with all defaults, so that
/// what a template no longer says goes back to them.
///
/// Source: AWS CloudFormation user guide, "AWS::Lambda::Function".
final class FunctionSettings {
    /// What is not held by the endpoint or not by this command.
    private static final Set<String> NOT_SUPPORTED = Set.of(
            "ImageConfig",
            "CodeSigningConfigArn",
            "RuntimeManagementConfig",
            "RecursiveLoop",
            "CapacityProviderConfig",
            "FunctionScalingConfig",
            "DurableConfig",
            "PublishToLatestPublished");

    /// What the endpoint keeps and shows, and nothing comes of.
    private static final List<String> NOT_ENFORCED = List.of("FileSystemConfigs", "KmsKeyArn", "VpcConfig");

    /// What a new function is not told when it is empty: some of it would be refused.
    private static final List<String> NOT_EMPTY = List.of("DeadLetterConfig", "FileSystemConfigs", "VpcConfig");

    /// As the API says it.
    private static final String KEY = "KMSKeyArn";

    private static final String USUAL = "x86_64";

    private static final Set<String> SIMPLE = Set.of("Runtime", "Handler", "Timeout", "MemorySize");

    private FunctionSettings() {}

    /// What of the properties is left out.
    static List<String> notSupported(ObjectNode properties) {
        return properties.propertyNames().stream()
                .filter(NOT_SUPPORTED::contains)
                .sorted()
                .toList();
    }

    /// What of the properties is kept, and has no effect.
    static List<String> notEnforced(ObjectNode properties) {
        var names =
                new ArrayList<>(NOT_ENFORCED.stream().filter(properties::has).toList());
        var architecture = architecture(properties);
        if (!architecture.equals(USUAL)) names.add("the architecture " + architecture + " (it runs on this machine's)");
        return names;
    }

    /// The architecture, which belongs to the code.
    static String architecture(JsonNode properties) {
        return properties.path("Architectures").path(0).asString(USUAL);
    }

    /// The settings that a new function is given.
    static ObjectNode ofNew(ObjectNode settings) {
        var body = settings.deepCopy();
        for (var name : NOT_EMPTY)
            if (body.path(name).valueStream().allMatch(FunctionSettings::isEmpty)) body.remove(name);
        if (body.path(KEY).asString("").isEmpty()) body.remove(KEY);
        return body;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainer() ? value.isEmpty() : value.asString("").isEmpty() || value.isBoolean();
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
        var mounts = settings.putArray("FileSystemConfigs");
        properties.path("FileSystemConfigs").forEach(mounts::add);
        settings.put(
                KEY, properties.path(KEY).asString(properties.path("KmsKeyArn").asString("")));
        settings.set("VpcConfig", vpc(properties.path("VpcConfig")));
        return settings;
    }

    private static ObjectNode vpc(JsonNode given) {
        var vpc = JsonNodeFactory.instance.objectNode();
        for (var name : List.of("SubnetIds", "SecurityGroupIds"))
            given.path(name).forEach(vpc.putArray(name)::add);
        vpc.put("Ipv6AllowedForDualStack", given.path("Ipv6AllowedForDualStack").asBoolean(false));
        return vpc;
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
