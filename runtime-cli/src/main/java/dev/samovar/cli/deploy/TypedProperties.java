package dev.samovar.cli.deploy;

import dev.samovar.cli.template.TemplateException;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The properties of a resource with the types that the Lambda API wants: templates write numbers as texts and texts
/// as numbers.
final class TypedProperties {
    private static final Set<String> NUMBERS = Set.of(
            "Timeout",
            "MemorySize",
            "Size",
            "MaxAge",
            "ReservedConcurrentExecutions",
            "ProvisionedConcurrentExecutions",
            "MaximumRetryAttempts",
            "MaximumEventAgeInSeconds",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "MaximumConcurrency",
            "ParallelizationFactor",
            "MaximumRecordAgeInSeconds",
            "TumblingWindowInSeconds",
            "MinimumPollers",
            "MaximumPollers",
            "FunctionWeight",
            "StartingPositionTimestamp");
    private static final Set<String> BOOLEANS =
            Set.of("Enabled", "BisectBatchOnFunctionError", "AllowCredentials", "InvokedViaFunctionUrl");

    private TypedProperties() {}

    /// @param node resolved
    static ObjectNode of(ObjectNode node) {
        return (ObjectNode) typed("", node);
    }

    private static JsonNode typed(String name, JsonNode node) {
        if (name.equals("Variables")) return texts(node);
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.forEachEntry((member, value) -> {
                if (!value.isNull()) object.set(member, typed(member, value));
            });
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(typed("", element)));
            return array;
        }
        if (NUMBERS.contains(name)) return number(name, node);
        if (BOOLEANS.contains(name)) return JsonNodeFactory.instance.booleanNode(isTrue(name, node));
        return name.isEmpty() || node.isString() ? node : JsonNodeFactory.instance.stringNode(node.asString(""));
    }

    private static JsonNode texts(JsonNode node) {
        var object = JsonNodeFactory.instance.objectNode();
        node.forEachEntry((member, value) -> {
            if (value.isContainer())
                throw new TemplateException("the environment variable " + member + " is no text but " + value);
            object.put(member, value.asString(""));
        });
        return object;
    }

    private static JsonNode number(String name, JsonNode node) {
        if (node.isNumber()) return node;
        var text = node.asString("");
        try {
            return text.contains(".")
                    ? JsonNodeFactory.instance.numberNode(Double.parseDouble(text))
                    : JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new TemplateException(name + " is a number, not '" + text + "'");
        }
    }

    private static boolean isTrue(String name, JsonNode node) {
        return switch (node.asString("")) {
            case "true", "True", "yes" -> true;
            case "false", "False", "no" -> false;
            default -> throw new TemplateException(name + " is true or false, not '" + node.asString("") + "'");
        };
    }
}
