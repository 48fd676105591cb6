package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.template.Declared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Statements of resource policies: `AWS::Lambda::Permission`.
final class PermissionKind implements ResourceKind {
    private static final int LONGEST_ID = 100;
    private static final List<String> MEMBERS = List.of(
            "Action",
            "Principal",
            "SourceArn",
            "SourceAccount",
            "EventSourceToken",
            "FunctionUrlAuthType",
            "PrincipalOrgID",
            "InvokedViaFunctionUrl");

    private final Stack stack;

    PermissionKind(Stack stack) {
        this.stack = stack;
    }

    @Override
    public Step step(Declared declared, ObjectNode properties) {
        var target = properties.path("FunctionName").asString("");
        var function = Stack.function(target).name().value();
        var qualifier = qualifier(target);
        var id = stack.nameFor(declared.id(), LONGEST_ID);
        var answers = new Answers(id, Map.of("Id", id));
        var body = JsonNodeFactory.instance.objectNode();
        body.put("StatementId", id);
        for (var member : MEMBERS) if (properties.has(member)) body.set(member, properties.get(member));
        var subject = subject(id, function, qualifier);
        var there = statement(function, qualifier, id);
        if (there.isEmpty())
            return Step.create(
                    subject,
                    ": " + properties.path("Action").asString("") + " by "
                            + properties.path("Principal").asString(""),
                    answers,
                    () -> {
                        stack.endpoint().post(path(function) + LambdaPaths.qualified(qualifier), body);
                        return answers;
                    });
        boolean same = Statement.of(body, stack.account()).equals(Statement.shown(there.get()));
        return Step.update(subject, same ? List.of() : List.of("its statement"), answers, () -> {
            remove(function, qualifier, id);
            stack.endpoint().post(path(function) + LambdaPaths.qualified(qualifier), body);
            return answers;
        });
    }

    static String subject(String id, String function, @Nullable String qualifier) {
        return "permission " + id + " of " + function + (qualifier == null ? "" : ":" + qualifier);
    }

    private static @Nullable String qualifier(String target) {
        var qualifier = Stack.function(target).qualifier();
        return qualifier == null ? null : qualifier.toString();
    }

    private Optional<JsonNode> statement(String function, @Nullable String qualifier, String id) {
        return statements(function, qualifier).stream()
                .filter(statement -> statement.path("Sid").asString("").equals(id))
                .findFirst();
    }

    /// The statements of a policy, which is JSON in a text of JSON.
    List<JsonNode> statements(String function, @Nullable String qualifier) {
        return stack.endpoint()
                .find(path(function) + LambdaPaths.qualified(qualifier))
                .map(policy -> JsonMapper.shared()
                        .readTree(policy.path("Policy").asString("{}"))
                        .path("Statement")
                        .valueStream()
                        .toList())
                .orElse(List.of());
    }

    void remove(String function, @Nullable String qualifier, String id) {
        stack.endpoint().delete(path(function) + "/" + segment(id) + LambdaPaths.qualified(qualifier));
    }

    private static String path(String function) {
        return LambdaPaths.function(function) + "/policy";
    }
}
