package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Event source mappings: `AWS::Lambda::EventSourceMapping`.
final class EventSourceKind implements ResourceKind {
    /// What a mapping is made with and keeps.
    private static final Set<String> FIXED =
            Set.of("FunctionName", "EventSourceArn", "StartingPosition", "StartingPositionTimestamp", "Enabled");

    private final Stack stack;
    private final Consumer<Step> remarks;

    EventSourceKind(Stack stack, Consumer<Step> remarks) {
        this.stack = stack;
        this.remarks = remarks;
    }

    @Override
    public Step step(Declared declared, ObjectNode properties) {
        if (properties.has("Tags")) remarks.accept(Step.remark("not supported: Tags of " + declared.id()));
        var wanted = properties.deepCopy();
        wanted.remove("Tags");
        var target = properties.path("FunctionName").asString("");
        var source = properties.path("EventSourceArn").asString("");
        var arn = arn(target);
        var subject = subject(source, arn);
        var there = there(arn, source);
        if (there.isEmpty())
            return Step.create(
                    subject,
                    "",
                    answers(Evaluator.UNKNOWN),
                    () -> answers(stack.endpoint()
                            .post(LambdaPaths.EVENT_SOURCE_MAPPINGS, wanted)
                            .path("UUID")
                            .asString("")));
        var id = there.get().path("UUID").asString("");
        var changed = wanted.propertyNames().stream()
                .filter(name -> !isSame(name, wanted.get(name), there.get()))
                .toList();
        return Step.update(subject, changed, answers(id), () -> {
            var body = wanted.deepCopy();
            FIXED.forEach(name -> {
                if (!name.equals("Enabled")) body.remove(name);
            });
            stack.endpoint().put(LambdaPaths.EVENT_SOURCE_MAPPINGS + "/" + segment(id), body);
            return answers(id);
        });
    }

    /// @param arn the function's, with its qualifier
    static String subject(String source, String arn) {
        var function = arn.substring(arn.indexOf(":function:") + 10);
        return "event source mapping " + (source.isEmpty() ? "" : source + " ") + "→ " + function;
    }

    private String arn(String target) {
        var function = Stack.function(target);
        return stack.functionArn(function.name().value())
                + (function.qualifier() == null ? "" : ":" + function.qualifier());
    }

    private Optional<JsonNode> there(String arn, String source) {
        return stack
                .endpoint()
                .list(LambdaPaths.EVENT_SOURCE_MAPPINGS + "?FunctionName=" + segment(arn), "EventSourceMappings")
                .stream()
                .filter(mapping -> mapping.path("FunctionArn").asString("").equals(arn))
                .filter(mapping -> mapping.path("EventSourceArn").asString("").equals(source))
                .findFirst();
    }

    private static boolean isSame(String name, JsonNode wanted, JsonNode there) {
        if (!FIXED.contains(name)) return Agreement.of(wanted, there.path(name));
        if (!name.equals("Enabled")) return true;
        return wanted.asBoolean(true) != there.path("State").asString("").startsWith("Disabl");
    }

    private static Answers answers(String id) {
        return new Answers(id, Map.of("Id", id));
    }

    /// Those that are at the endpoint for a function.
    static List<JsonNode> of(Stack stack, String function) {
        return stack.endpoint()
                .list(LambdaPaths.EVENT_SOURCE_MAPPINGS + "?FunctionName=" + segment(function), "EventSourceMappings");
    }
}
