package dev.samovar.http.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Policy documents: whether they are such, and how answers hold them. What they allow is not looked at.
///
/// Source: IAM user guide, "IAM JSON policy reference".
final class Documents {
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private Documents() {}

    /// A document that says who may be a role.
    static void checkTrust(String document) {
        for (var statement : statements(document)) {
            if (statement.has("Resource") || statement.has("NotResource"))
                throw malformed("Has prohibited field Resource");
            if (!statement.has("Principal") && !statement.has("NotPrincipal"))
                throw malformed("Missing required field Principal");
        }
    }

    /// A document that says what a role may do.
    static void checkPermissions(String document) {
        for (var statement : statements(document)) {
            if (statement.has("Principal") || statement.has("NotPrincipal"))
                throw malformed("Policy document should not specify a principal.");
            if (!statement.has("Resource") && !statement.has("NotResource"))
                throw malformed("Policy statement must contain resources.");
        }
    }

    private static Iterable<JsonNode> statements(String document) {
        var json = parsed(document);
        if (!MEMBERS.containsAll(json.propertyNames())) throw malformed("Syntax errors in policy.");
        if (json.has("Version") && !isVersion(json.get("Version")))
            throw malformed("The policy must contain a valid version string");
        var statements = json.get("Statement");
        if (statements == null) throw malformed("Missing required field Statement");
        var all = statements.isArray() ? statements.values() : Set.of(statements);
        if (all.isEmpty()) throw malformed("Missing required field Statement");
        for (var statement : all) check(statement);
        return all;
    }

    private static JsonNode parsed(String document) {
        try {
            var json = JsonMapper.shared().readTree(document);
            if (json.isObject()) return json;
        } catch (JacksonException e) {
            throw malformed("This policy contains invalid Json");
        }
        throw malformed("Syntax errors in policy.");
    }

    private static boolean isVersion(JsonNode version) {
        return version.isString() && VERSIONS.contains(version.asString());
    }

    private static void check(JsonNode statement) {
        if (!statement.isObject() || !STATEMENT.containsAll(statement.propertyNames()))
            throw malformed("Syntax errors in policy.");
        var effect = statement.get("Effect");
        if (effect == null) throw malformed("Missing required field Effect");
        if (!effect.isString() || !Set.of("Allow", "Deny").contains(effect.asString()))
            throw malformed("Invalid effect: " + effect);
        if (!statement.has("Action") && !statement.has("NotAction")) throw malformed("Missing required field Action");
    }

    private static RuntimeException malformed(String message) {
        return IdentityError.invalid("MalformedPolicyDocument", message);
    }

    /// How many characters count, of those there are.
    static long size(String document) {
        return document.chars()
                .filter(character -> !Character.isWhitespace(character))
                .count();
    }

    /// As answers hold a document.
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
