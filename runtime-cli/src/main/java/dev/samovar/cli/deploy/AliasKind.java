package dev.samovar.cli.deploy;

import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Aliases: `AWS::Lambda::Alias`.
final class AliasKind implements ResourceKind {
    private final Stack stack;
    private final Provisioned provisioned;

    AliasKind(Stack stack) {
        this.stack = stack;
        this.provisioned = new Provisioned(stack.endpoint());
    }

    @Override
    public Step step(Declared declared, ObjectNode properties) {
        var function = Stack.function(properties.path("FunctionName").asString(""))
                .name()
                .value();
        var name = properties.path("Name").asString("");
        var wanted = wanted(properties);
        var arn = stack.functionArn(function) + ":" + name;
        var answers = new Answers(arn, Map.of("AliasArn", arn));
        var subject = "alias " + function + ":" + name;
        int capacity = Provisioned.wanted(properties);
        var there = stack.endpoint().find(LambdaPaths.alias(function, name));
        if (there.isEmpty())
            return Step.create(subject, " → " + wanted.path("FunctionVersion").asString("?"), answers, () -> {
                stack.endpoint().post(LambdaPaths.aliases(function), wanted.put("Name", name));
                if (capacity > 0) provisioned.put(function, name, capacity);
                return answers;
            });
        var changed = changed(wanted, there.get());
        boolean update = !changed.isEmpty();
        boolean other = provisioned.differs(function, name, capacity);
        if (other) changed.add("ProvisionedConcurrencyConfig");
        return Step.update(subject, changed, answers, () -> {
            if (update) stack.endpoint().put(LambdaPaths.alias(function, name), wanted);
            if (other) provisioned.put(function, name, capacity);
            return answers;
        });
    }

    private static ObjectNode wanted(ObjectNode properties) {
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.put("FunctionVersion", properties.path("FunctionVersion").asString(""));
        wanted.put("Description", properties.path("Description").asString(""));
        var weights = wanted.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
        properties
                .path("RoutingConfig")
                .path("AdditionalVersionWeights")
                .forEach(weight -> weights.put(
                        weight.path("FunctionVersion").asString(""),
                        weight.path("FunctionWeight").asDouble(0)));
        return wanted;
    }

    private static List<String> changed(ObjectNode wanted, JsonNode there) {
        var changed = new ArrayList<String>();
        var from = there.path("FunctionVersion").asString("");
        var to = wanted.path("FunctionVersion").asString("");
        if (!from.equals(to))
            changed.add("version " + from + " → " + (to.equals(Evaluator.UNKNOWN) ? "the new one" : to));
        if (!wanted.path("Description").equals(there.path("Description"))) changed.add("Description");
        var weights = there.path("RoutingConfig").path("AdditionalVersionWeights");
        if (!wanted.path("RoutingConfig")
                .path("AdditionalVersionWeights")
                .toString()
                .equals(weights.isObject() ? weights.toString() : "{}")) changed.add("RoutingConfig");
        return changed;
    }
}
