package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Published versions: `AWS::Lambda::Version`.
///
/// A resource publishes once. Which version it published is a tag of the function, named by the logical id; one that
/// SAM made out of `AutoPublishAlias` publishes again when what it was made of is another.
final class VersionKind implements ResourceKind {
    private final Stack stack;
    private final Fingerprints fingerprints;
    private final Set<String> declared;
    private final Provisioned provisioned;

    /// @param declared the logical ids of the template
    VersionKind(Stack stack, Fingerprints fingerprints, Set<String> declared) {
        this.stack = stack;
        this.fingerprints = fingerprints;
        this.declared = declared;
        this.provisioned = new Provisioned(stack.endpoint());
    }

    @Override
    public Step step(Declared resource, ObjectNode properties) {
        var function = Stack.function(properties.path("FunctionName").asString(""))
                .name()
                .value();
        var mark = mark(function, properties);
        var number = published(function, resource.id(), mark);
        int wanted = Provisioned.wanted(properties);
        if (number.isEmpty())
            return Step.create(
                    "version of " + function,
                    "",
                    answers(function, Evaluator.UNKNOWN),
                    () -> publish(function, resource.id(), mark, properties));
        boolean other = provisioned.differs(function, number, wanted);
        var subject = "version " + function + ":" + number;
        return Step.update(
                subject, other ? List.of("ProvisionedConcurrencyConfig") : List.of(), answers(function, number), () -> {
                    provisioned.put(function, number, wanted);
                    return answers(function, number);
                });
    }

    private String mark(String function, ObjectNode properties) {
        var instead = properties.path("PublishWhenOther").asString("");
        return switch (properties.path("PublishWhenChanged").asString("")) {
            case "code" -> fingerprints.ofCode(function, instead);
            case "all" -> fingerprints.ofAll(function, instead);
            default -> "";
        };
    }

    /// The version that this resource published, or nothing.
    private String published(String function, String id, String mark) {
        var there = stack.endpoint().find(LambdaPaths.function(function));
        if (there.isEmpty()) return "";
        var tag = there.get().path("Tags").path(Tags.version(id)).asString("").split(" ", 2);
        if (tag[0].isEmpty() || !mark.equals(tag.length > 1 ? tag[1] : "")) return "";
        var version = stack.endpoint().find(LambdaPaths.configuration(function, tag[0]));
        return version.isPresent() ? tag[0] : "";
    }

    private Answers publish(String function, String id, String mark, ObjectNode properties) {
        var body = JsonNodeFactory.instance.objectNode();
        if (properties.has("Description")) body.set("Description", properties.get("Description"));
        var number = stack.endpoint()
                .post(LambdaPaths.versions(function), body)
                .path("Version")
                .asString("");
        remember(function, id, mark.isEmpty() ? number : number + " " + mark);
        int wanted = Provisioned.wanted(properties);
        if (wanted > 0) provisioned.put(function, number, wanted);
        return answers(function, number);
    }

    /// Also forgets the resources that are no longer in the template: a function has few tags.
    private void remember(String function, String id, String value) {
        var path = "/2017-03-31/tags/" + segment(stack.functionArn(function));
        var gone = new StringBuilder();
        stack.endpoint().get(path).path("Tags").propertyNames().stream()
                .filter(key -> key.startsWith(Tags.version(""))
                        && !declared.contains(key.substring(Tags.version("").length())))
                .forEach(key -> gone.append(gone.isEmpty() ? "?" : "&")
                        .append("tagKeys=")
                        .append(segment(key)));
        if (!gone.isEmpty()) stack.endpoint().delete(path + gone);
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("Tags").put(Tags.version(id), value);
        stack.endpoint().post(path, body);
    }

    private Answers answers(String function, String number) {
        boolean unknown = number.equals(Evaluator.UNKNOWN);
        var arn = unknown ? Evaluator.UNKNOWN : stack.functionArn(function) + ":" + number;
        return new Answers(arn, Map.of("Version", number, "FunctionArn", arn));
    }
}
