package dev.samovar.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How IAM writes a policy, as maps and lists in the order of its members.
///
/// Source: contract of the Lambda API, "Permissions"; IAM user guide, "IAM JSON policy elements reference".
final class PolicyDocument {
    private PolicyDocument() {}

    static Map<String, Object> of(List<Permission> permissions, String resource) {
        var document = new LinkedHashMap<String, Object>();
        document.put("Version", "2012-10-17");
        document.put("Id", "default");
        document.put(
                "Statement",
                permissions.stream()
                        .map(permission -> statement(permission, resource))
                        .toList());
        return document;
    }

    static Map<String, Object> statement(Permission permission, String resource) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", permission.statementId());
        statement.put("Effect", "Allow");
        statement.put("Principal", principal(permission.principal(), resource));
        statement.put("Action", permission.action());
        statement.put("Resource", resource);
        var conditions = conditions(permission.conditions());
        if (!conditions.isEmpty()) statement.put("Condition", conditions);
        return statement;
    }

    private static Object principal(String principal, String resource) {
        if (principal.equals("*")) return principal;
        if (principal.matches("\\d{12}"))
            return Map.of("AWS", "arn:" + resource.split(":", 3)[1] + ":iam::" + principal + ":root");
        return Map.of(principal.startsWith("arn:") ? "AWS" : "Service", principal);
    }

    private static Map<String, Map<String, String>> conditions(Permission.Conditions given) {
        var all = new LinkedHashMap<String, Map<String, String>>();
        var equal = new LinkedHashMap<String, String>();
        put(equal, "AWS:SourceAccount", given.sourceAccount());
        put(equal, "aws:PrincipalOrgID", given.organization());
        var authType = given.urlAuthType();
        put(equal, "lambda:FunctionUrlAuthType", authType == null ? null : authType.name());
        put(equal, "lambda:EventSourceToken", given.eventSourceToken());
        if (!equal.isEmpty()) all.put("StringEquals", equal);
        var via = given.viaFunctionUrl();
        if (via != null) all.put("Bool", Map.of("lambda:InvokedViaFunctionUrl", via.toString()));
        var arn = given.sourceArn();
        if (arn != null) all.put("ArnLike", Map.of("AWS:SourceArn", arn));
        return all;
    }

    private static void put(Map<String, String> members, String key, @Nullable String value) {
        if (value != null) members.put(key, value);
    }
}
