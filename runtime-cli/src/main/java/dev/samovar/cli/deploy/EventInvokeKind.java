package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.template.Declared;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of asynchronous events: `AWS::Lambda::EventInvokeConfig`.
final class EventInvokeKind implements ResourceKind {
    private final Stack stack;

    EventInvokeKind(Stack stack) {
        this.stack = stack;
    }

    @Override
    public Step step(Declared declared, ObjectNode properties) {
        var function = Stack.function(properties.path("FunctionName").asString(""))
                .name()
                .value();
        var qualifier = properties.path("Qualifier").asString("$LATEST");
        var id = stack.nameFor(declared.id(), 140);
        var answers = new Answers(id, Map.of());
        var wanted = settings(properties);
        var path = path(function, qualifier);
        var there = stack.endpoint().find(path);
        var subject = subject(function, qualifier);
        var what = String.join(", ", wanted.propertyNames());
        if (there.isEmpty())
            return Step.create(subject, ": " + what, answers, () -> {
                stack.endpoint().put(path, wanted);
                return answers;
            });
        boolean same = wanted.equals(settings(there.get()));
        return Step.update(subject, same ? List.of() : List.of(what), answers, () -> {
            stack.endpoint().put(path, wanted);
            return answers;
        });
    }

    static String subject(String function, String qualifier) {
        return "event invoke config of " + function + (qualifier.equals("$LATEST") ? "" : ":" + qualifier);
    }

    static String path(String function, String qualifier) {
        return "/2019-09-25/functions/" + segment(function) + "/event-invoke-config" + LambdaPaths.qualified(qualifier);
    }

    private static ObjectNode settings(JsonNode from) {
        var settings = JsonNodeFactory.instance.objectNode();
        for (var name : List.of("MaximumEventAgeInSeconds", "MaximumRetryAttempts"))
            if (from.has(name)) settings.put(name, from.get(name).asInt(0));
        var destinations = JsonNodeFactory.instance.objectNode();
        for (var name : List.of("OnSuccess", "OnFailure")) {
            var destination = from.path("DestinationConfig")
                    .path(name)
                    .path("Destination")
                    .asString("");
            if (!destination.isEmpty()) destinations.putObject(name).put("Destination", destination);
        }
        if (!destinations.isEmpty()) settings.set("DestinationConfig", destinations);
        return settings;
    }
}
