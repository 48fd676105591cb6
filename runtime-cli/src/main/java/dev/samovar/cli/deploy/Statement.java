package dev.samovar.cli.deploy;

import dev.samovar.api.Account;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a statement of a policy says, however it is written.
///
/// Source: AWS Lambda API reference, "AddPermission", and the policies that come of it.
///
/// @param action what may be done
/// @param principal who may
/// @param conditions when, by the key of each condition
record Statement(String action, String principal, Map<String, String> conditions) {
    private static final Map<String, String> KEYS = Map.of(
            "SourceArn", "AWS:SourceArn",
            "SourceAccount", "AWS:SourceAccount",
            "PrincipalOrgID", "aws:PrincipalOrgID",
            "FunctionUrlAuthType", "lambda:FunctionUrlAuthType",
            "EventSourceToken", "lambda:EventSourceToken",
            "InvokedViaFunctionUrl", "lambda:InvokedViaFunctionUrl");

    /// That of a request.
    static Statement of(JsonNode request, Account account) {
        var conditions = new TreeMap<String, String>();
        KEYS.forEach((member, key) -> {
            if (request.has(member)) conditions.put(key, request.get(member).asString(""));
        });
        var principal = request.path("Principal").asString("");
        var whole = principal.matches("\\d{12}")
                ? "arn:" + account.partition() + ":iam::" + principal + ":root"
                : principal;
        return new Statement(request.path("Action").asString(""), whole, conditions);
    }

    /// That of a policy.
    static Statement shown(JsonNode statement) {
        var conditions = new TreeMap<String, String>();
        statement
                .path("Condition")
                .forEach(operator -> operator.forEachEntry((key, value) -> conditions.put(key, value.asString(""))));
        var principal = statement.path("Principal");
        return new Statement(
                statement.path("Action").asString(""),
                principal.isObject() ? principal.iterator().next().asString("") : principal.asString(""),
                conditions);
    }
}
