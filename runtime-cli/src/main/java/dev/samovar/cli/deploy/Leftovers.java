package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.LambdaPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a stack has at the endpoint and no longer in its template: functions with its tag, and what belongs to its
/// functions. It is removed only on demand, and layers never.
final class Leftovers {
    private final Stack stack;
    private final Set<String> subjects;
    private final Set<String> refused;
    private final Set<String> layers;
    private final boolean prune;
    private final List<Step> steps = new ArrayList<>();

    /// @param subjects what the template speaks of
    /// @param refused what of that stays as it is, with all that belongs to it
    /// @param layers the names of those that the template makes or uses
    Leftovers(Stack stack, Set<String> subjects, Set<String> refused, Set<String> layers, boolean prune) {
        this.stack = stack;
        this.subjects = subjects;
        this.refused = refused;
        this.layers = layers;
        this.prune = prune;
    }

    List<Step> find() {
        for (var function : stack.endpoint().list(LambdaPaths.FUNCTIONS, "Functions")) {
            var name = function.path("FunctionName").asString("");
            var tags = stack.endpoint()
                    .get("/2017-03-31/tags/"
                            + segment(function.path("FunctionArn").asString("")))
                    .path("Tags");
            if (!tags.path(Stack.TAG).asString("").equals(stack.name())) continue;
            if (refused.contains("function " + name)) continue;
            layersOf(function).filter(layers::add).map(Step::kept).forEach(steps::add);
            if (subjects.contains("function " + name)) parts(name);
            else left("function " + name, () -> stack.endpoint().delete(LambdaPaths.function(name)));
        }
        return steps;
    }

    /// A layer carries no tag, so that only those that the stack's functions had are known. Versions of layers
    /// may have other users: they stay, as older ones do.
    private static Stream<String> layersOf(JsonNode function) {
        return function.path("Layers")
                .valueStream()
                .flatMap(layer -> LayerKind.nameOf(layer.path("Arn").asString("")).stream());
    }

    private void left(String subject, Runnable removal) {
        if (!subjects.contains(subject)) steps.add(Step.leftover(subject, prune, removal));
    }

    /// Those that need an alias come before it.
    private void parts(String function) {
        mappings(function);
        urls(function);
        eventInvokes(function);
        permissions(function, null);
        for (var alias : stack.endpoint().list(LambdaPaths.aliases(function), "Aliases")) {
            var name = alias.path("Name").asString("");
            if (subjects.contains("alias " + function + ":" + name)) permissions(function, name);
            left("alias " + function + ":" + name, () -> stack.endpoint().delete(LambdaPaths.alias(function, name)));
        }
    }

    private void mappings(String function) {
        for (var mapping : EventSourceKind.of(stack, function)) {
            var subject = EventSourceKind.subject(
                    mapping.path("EventSourceArn").asString(""),
                    mapping.path("FunctionArn").asString(""));
            var id = mapping.path("UUID").asString("");
            left(subject, () -> stack.endpoint().delete(LambdaPaths.EVENT_SOURCE_MAPPINGS + "/" + segment(id)));
        }
    }

    private void urls(String function) {
        var all = stack.endpoint().list("/2021-10-31/functions/" + segment(function) + "/urls", "FunctionUrlConfigs");
        for (var url : all) {
            var qualifier = qualifier(url);
            left(
                    UrlKind.subject(function, qualifier),
                    () -> stack.endpoint().delete(UrlKind.path(function, qualifier)));
        }
    }

    private void eventInvokes(String function) {
        var all = stack.endpoint()
                .list(
                        "/2019-09-25/functions/" + segment(function) + "/event-invoke-config/list",
                        "FunctionEventInvokeConfigs");
        for (var config : all) {
            var qualifier = qualifier(config);
            var known = qualifier == null ? "$LATEST" : qualifier;
            left(
                    EventInvokeKind.subject(function, known),
                    () -> stack.endpoint().delete(EventInvokeKind.path(function, known)));
        }
    }

    private void permissions(String function, @Nullable String qualifier) {
        var kind = new PermissionKind(stack);
        for (var statement : kind.statements(function, qualifier)) {
            var id = statement.path("Sid").asString("");
            if (id.startsWith(stack.name() + "-"))
                left(PermissionKind.subject(id, function, qualifier), () -> kind.remove(function, qualifier, id));
        }
    }

    private static @Nullable String qualifier(JsonNode shown) {
        var qualifier = Stack.function(shown.path("FunctionArn").asString("")).qualifier();
        return qualifier == null ? null : qualifier.toString();
    }
}
