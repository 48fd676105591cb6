package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Function URLs: `AWS::Lambda::Url`.
final class UrlKind implements ResourceKind {
    private final Stack stack;

    UrlKind(Stack stack) {
        this.stack = stack;
    }

    @Override
    public Step step(Declared declared, ObjectNode properties) {
        var function = Stack.function(properties.path("TargetFunctionArn").asString(""))
                .name()
                .value();
        var qualifier =
                properties.has("Qualifier") ? properties.get("Qualifier").asString("") : null;
        var path = path(function, qualifier);
        var wanted = wanted(properties);
        var there = stack.endpoint().find(path);
        var subject = subject(function, qualifier);
        if (there.isEmpty())
            return Step.create(
                    subject,
                    " (" + wanted.path("AuthType").asString("") + ")",
                    answers(function, Evaluator.UNKNOWN),
                    () -> answers(
                            function,
                            stack.endpoint()
                                    .post(path, wanted)
                                    .path("FunctionUrl")
                                    .asString("")));
        var changed = new ArrayList<String>();
        var same = wanted(there.get());
        for (var name : List.of("AuthType", "InvokeMode", "Cors"))
            if (!Agreement.same(wanted.path(name), same.path(name))) changed.add(name);
        var answers = answers(function, there.get().path("FunctionUrl").asString(""));
        return Step.update(subject, changed, answers, () -> {
            stack.endpoint().put(path, wanted);
            return answers;
        });
    }

    static String subject(String function, @Nullable String qualifier) {
        return "function URL of " + function + (qualifier == null ? "" : ":" + qualifier);
    }

    static String path(String function, @Nullable String qualifier) {
        return "/2021-10-31/functions/" + segment(function) + "/url" + LambdaPaths.qualified(qualifier);
    }

    private static ObjectNode wanted(JsonNode from) {
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.put("AuthType", from.path("AuthType").asString("AWS_IAM"));
        wanted.put("InvokeMode", from.path("InvokeMode").asString("BUFFERED"));
        var cors = from.path("Cors");
        // Said also when it is empty, so that what was there before goes.
        wanted.set("Cors", cors.isObject() ? cors : JsonNodeFactory.instance.objectNode());
        return wanted;
    }

    private Answers answers(String function, String url) {
        var arn = stack.functionArn(function);
        return new Answers(arn, Map.of("FunctionUrl", url, "FunctionArn", arn));
    }
}
