package dev.samovar.cli.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A function of SAM's and what SAM makes of it: a plain function, and as its properties demand a version, an alias,
/// a URL with its permissions, what becomes of asynchronous events, and event source mappings.
///
/// Source: AWS SAM developer guide, "AWS::Serverless::Function", "Generated CloudFormation resources".
final class ServerlessFunction {
    /// What a plain function has too, under the same name.
    private static final Set<String> SAME = Set.of(
            "FunctionName",
            "Handler",
            "Runtime",
            "Role",
            "Description",
            "MemorySize",
            "Timeout",
            "Environment",
            "VpcConfig",
            "Layers",
            "KmsKeyArn",
            "ReservedConcurrentExecutions",
            "Architectures",
            "EphemeralStorage",
            "SnapStart",
            "FileSystemConfigs",
            "LoggingConfig",
            "ImageConfig",
            "CodeSigningConfigArn",
            "RecursiveLoop",
            "RuntimeManagementConfig",
            "TenancyConfig",
            "PackageType");

    /// What says who may do what, which nobody asks about here.
    private static final Set<String> RIGHTS =
            Set.of("Policies", "PermissionsBoundary", "AssumeRolePolicyDocument", "RolePath");

    /// What this class makes something of.
    private static final Set<String> USED = Set.of(
            "CodeUri",
            "InlineCode",
            "Tags",
            "Tracing",
            "DeadLetterQueue",
            "AutoPublishAlias",
            "AutoPublishAliasAllProperties",
            "AutoPublishCodeSha256",
            "VersionDescription",
            "ProvisionedConcurrencyConfig",
            "FunctionUrlConfig",
            "EventInvokeConfig",
            "Events",
            "PropagateTags");

    /// What there is besides, and nothing is made of.
    private static final Set<String> OTHERS = Set.of(
            "CapacityProviderConfig",
            "DeploymentPreference",
            "DurableConfig",
            "FunctionScalingConfig",
            "ImageUri",
            "PublishToLatestPublished",
            "SourceKMSKeyArn",
            "VersionDeletionPolicy");

    private final Declared function;
    private final ObjectNode properties;
    private final Evaluator evaluator;
    private final List<String> remarks;

    ServerlessFunction(Declared function, ObjectNode properties, Evaluator evaluator, List<String> remarks) {
        this.function = function;
        this.properties = properties;
        this.evaluator = evaluator;
        this.remarks = remarks;
    }

    void expandInto(Map<String, Declared> resources) {
        var id = function.id();
        var plain = plain();
        if (!plain.has("Role")) {
            plain.set(
                    "Role",
                    call("Fn::GetAtt", properties.arrayNode().add(id + "Role").add("Arn")));
            add(resources, function.generate(id + "Role", "AWS::IAM::Role", properties.objectNode()));
        }
        resources.put(
                id,
                new Declared(
                        id,
                        "AWS::Lambda::Function",
                        plain,
                        function.metadata(),
                        function.dependsOn(),
                        function.condition(),
                        false));
        var alias = early("AutoPublishAlias").asString("");
        if (!alias.isEmpty()) alias(resources, alias);
        url(resources, alias);
        eventInvoke(resources, alias);
        events(resources, alias);
        remark();
    }

    private static void add(Map<String, Declared> resources, Declared one) {
        resources.putIfAbsent(one.id(), one);
    }

    private ObjectNode plain() {
        var plain = properties.objectNode();
        for (var name : SAME) if (properties.has(name)) plain.set(name, properties.get(name));
        plain.set("Code", code());
        var tracing = early("Tracing").asString("");
        if (!tracing.isEmpty() && !tracing.equals("Disabled"))
            plain.putObject("TracingConfig").put("Mode", tracing);
        var deadLetters = chosen("DeadLetterQueue");
        if (deadLetters.isObject()) plain.putObject("DeadLetterConfig").set("TargetArn", deadLetters.path("TargetArn"));
        var tags = chosen("Tags");
        if (tags.isObject()) {
            var list = plain.putArray("Tags");
            tags.forEachEntry((key, value) -> list.addObject().put("Key", key).set("Value", value));
        }
        return plain;
    }

    private JsonNode code() {
        var inline = chosen("InlineCode");
        if (!inline.isMissingNode()) return properties.objectNode().set("ZipFile", inline);
        var uri = chosen("CodeUri");
        return uri.isMissingNode() ? properties.stringNode(".") : ServerlessTransform.code(uri);
    }

    private void alias(Map<String, Declared> resources, String alias) {
        var id = function.id();
        var version = properties.objectNode();
        version.set("FunctionName", call("Ref", properties.stringNode(id)));
        if (properties.has("VersionDescription")) version.set("Description", properties.get("VersionDescription"));
        // Which change makes another version; only SAM has versions that tell.
        version.put(
                "PublishWhenChanged",
                early("AutoPublishAliasAllProperties").asString("").equals("true") ? "all" : "code");
        if (properties.has("AutoPublishCodeSha256"))
            version.set("PublishWhenOther", properties.get("AutoPublishCodeSha256"));
        add(resources, function.generate(id + "Version", "AWS::Lambda::Version", version));
        var made = properties.objectNode();
        made.set("FunctionName", call("Ref", properties.stringNode(id)));
        made.set(
                "FunctionVersion",
                call("Fn::GetAtt", properties.arrayNode().add(id + "Version").add("Version")));
        made.put("Name", alias);
        if (properties.has("ProvisionedConcurrencyConfig"))
            made.set("ProvisionedConcurrencyConfig", properties.get("ProvisionedConcurrencyConfig"));
        add(resources, function.generate(aliasId(alias), "AWS::Lambda::Alias", made));
    }

    private String aliasId(String alias) {
        return function.id() + "Alias" + alias;
    }

    private void url(Map<String, Declared> resources, String alias) {
        var config = chosen("FunctionUrlConfig");
        if (!config.isObject()) return;
        var url = properties.objectNode();
        url.set("TargetFunctionArn", target(alias, false));
        if (!alias.isEmpty()) url.put("Qualifier", alias);
        for (var name : List.of("AuthType", "Cors", "InvokeMode"))
            if (config.has(name)) url.set(name, config.get(name));
        add(resources, dependent(function.id() + "Url", "AWS::Lambda::Url", url, alias));
        if (!evaluator.resolveEarly(config.path("AuthType")).asString("").equals("NONE")) return;
        var shown = properties.objectNode();
        shown.set("FunctionName", target(alias, true));
        shown.put("Principal", "*");
        var called = shown.deepCopy();
        shown.put("Action", "lambda:InvokeFunctionUrl").put("FunctionUrlAuthType", "NONE");
        called.put("Action", "lambda:InvokeFunction").put("InvokedViaFunctionUrl", true);
        add(resources, function.generate(function.id() + "UrlPublicPermissions", "AWS::Lambda::Permission", shown));
        add(
                resources,
                function.generate(function.id() + "URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", called));
    }

    private void eventInvoke(Map<String, Declared> resources, String alias) {
        var config = chosen("EventInvokeConfig");
        if (!config.isObject()) return;
        var plain = properties.objectNode();
        plain.set("FunctionName", target(alias, false));
        plain.put("Qualifier", alias.isEmpty() ? "$LATEST" : alias);
        for (var name : List.of("MaximumEventAgeInSeconds", "MaximumRetryAttempts"))
            if (config.has(name)) plain.set(name, config.get(name));
        var destinations = properties.objectNode();
        for (var name : List.of("OnSuccess", "OnFailure")) {
            var destination = evaluator.chosen(config.path("DestinationConfig").path(name));
            if (destination.has("Destination"))
                destinations.putObject(name).set("Destination", destination.get("Destination"));
            else if (destination.has("Type"))
                remarks.add("not supported: the " + destination.get("Type").asString("destination")
                        + " that SAM makes for " + name + " of " + function.id());
        }
        if (!destinations.isEmpty()) plain.set("DestinationConfig", destinations);
        add(resources, dependent(function.id() + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", plain, alias));
    }

    private void events(Map<String, Declared> resources, String alias) {
        var events = chosen("Events");
        if (!events.isObject()) return;
        events.forEachEntry((id, declared) -> {
            var event = evaluator.chosen(declared);
            if (event.isMissingNode()) return;
            var type = event.path("Type").asString("?");
            var mapping = EventSource.mapping(type, event.path("Properties"));
            if (mapping == null) {
                remarks.add("not supported: event " + id + " (" + type + detail(event) + ") of " + function.id());
                return;
            }
            mapping.set("FunctionName", target(alias, true));
            add(resources, dependent(function.id() + id, "AWS::Lambda::EventSourceMapping", mapping, alias));
        });
    }

    /// What a request is, of an event that is one.
    private static String detail(JsonNode event) {
        var method = event.path("Properties").path("Method").asString("");
        var path = event.path("Properties").path("Path").asString("");
        return method.isEmpty() || path.isEmpty() ? "" : " " + method.toUpperCase(Locale.ROOT) + " " + path;
    }

    private Declared dependent(String id, String type, ObjectNode made, String alias) {
        var one = function.generate(id, type, made);
        return alias.isEmpty()
                ? one
                : new Declared(id, type, made, one.metadata(), List.of(aliasId(alias)), one.condition(), true);
    }

    /// What else speaks to: the function, or its alias.
    private JsonNode target(String alias, boolean qualified) {
        var id = alias.isEmpty() || !qualified ? function.id() : aliasId(alias);
        return call("Ref", properties.stringNode(id));
    }

    private void remark() {
        var rights = new ArrayList<String>();
        var unknown = new TreeSet<String>();
        for (var name : properties.propertyNames()) {
            if (chosen(name).isMissingNode()) continue;
            if (RIGHTS.contains(name)) rights.add(name);
            else if (!SAME.contains(name) && !USED.contains(name)) unknown.add(name);
        }
        if (!rights.isEmpty()) remarks.add("not enforced: " + String.join(", ", rights) + " of " + function.id());
        for (var name : unknown)
            remarks.add(
                    (OTHERS.contains(name) ? "not supported: " : "no such property: ") + name + " of " + function.id());
    }

    private JsonNode chosen(String name) {
        return evaluator.chosen(properties.path(name));
    }

    private JsonNode early(String name) {
        return properties.has(name) ? evaluator.resolveEarly(properties.get(name)) : properties.missingNode();
    }

    private ObjectNode call(String name, @Nullable JsonNode argument) {
        var call = properties.objectNode();
        call.set(name, argument);
        return call;
    }
}
