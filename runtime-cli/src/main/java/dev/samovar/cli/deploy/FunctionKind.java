package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.LambdaPaths;
import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Functions: `AWS::Lambda::Function`.
final class FunctionKind implements ResourceKind {
    private static final int LONGEST_NAME = 64;

    private final Stack stack;
    private final Archives archives;
    private final Fingerprints fingerprints;
    private final FunctionRules rules;
    private final Set<String> layers;
    private final Consumer<Step> remarks;

    /// @param layers told the names of the layers that functions use
    FunctionKind(
            Stack stack,
            Archives archives,
            Fingerprints fingerprints,
            FunctionRules rules,
            Set<String> layers,
            Consumer<Step> remarks) {
        this.stack = stack;
        this.archives = archives;
        this.fingerprints = fingerprints;
        this.rules = rules;
        this.layers = layers;
        this.remarks = remarks;
    }

    /// What a function needs to be as a template says.
    private record Wanted(
            String name,
            Archive code,
            String architecture,
            ObjectNode settings,
            Map<String, String> tags,
            @Nullable Integer reserved,
            boolean perTenant) {}

    @Override
    public Step step(Declared declared, ObjectNode properties) {
        var name = properties.path("FunctionName").asString(stack.nameFor(declared.id(), LONGEST_NAME));
        var answers = new Answers(name, Map.of("Arn", stack.functionArn(name)));
        var why = whyNot(properties);
        if (why != null) return Step.notMade("not supported: function " + declared.id() + ": " + why, answers);
        for (var unknown : rules.unknown(properties))
            remarks.accept(Step.remark("no such property: " + unknown + " of " + declared.id()));
        for (var what : FunctionSettings.notSupported(properties))
            remarks.accept(Step.remark("not supported: " + what + " of " + declared.id()));
        for (var what : FunctionSettings.notEnforced(properties))
            remarks.accept(Step.remark("not enforced: " + what + " of " + declared.id()));
        var wanted = wanted(declared, properties, name);
        fingerprints.put(name, wanted.code().sha256(), wanted.settings().toString());
        wanted.settings()
                .path("Layers")
                .forEach(arn -> LayerKind.nameOf(arn.asString("")).ifPresent(layers::add));
        var refusal = rules.refusal(name, wanted.settings());
        if (refusal.isPresent()) return Step.refusal("function " + name, refusal.get(), answers);
        rules.doubt(wanted.settings())
                .ifPresent(doubt ->
                        remarks.accept(Step.remark("may be refused: function " + declared.id() + ", since " + doubt)));
        var there = stack.endpoint().find(LambdaPaths.function(name));
        return there.isEmpty() ? create(wanted, answers) : update(wanted, there.get(), answers);
    }

    /// Why a function is none that can be made, or null.
    static @Nullable String whyNot(ObjectNode properties) {
        boolean image = properties.path("PackageType").asString("Zip").equals("Image")
                || properties.path("Code").has("ImageUri");
        return image ? "it is a container image" : null;
    }

    private Wanted wanted(Declared declared, ObjectNode properties, String name) {
        if (!properties.has("Code")) throw new TemplateException("it has no Code");
        var role = "arn:" + stack.account().partition() + ":iam::"
                + stack.account().id() + ":role/" + stack.nameFor(declared.id() + "Role", LONGEST_NAME);
        var tags = new TreeMap<>(Tags.declared(properties.path("Tags")));
        tags.put(Stack.TAG, stack.name());
        return new Wanted(
                name,
                archives.of(
                        declared,
                        properties.get("Code"),
                        properties.path("Runtime").asString("")),
                FunctionSettings.architecture(properties),
                FunctionSettings.of(properties, name, role),
                tags,
                properties.has("ReservedConcurrentExecutions")
                        ? (Integer)
                                properties.get("ReservedConcurrentExecutions").asInt()
                        : null,
                properties.has("TenancyConfig"));
    }

    // --- one that is not there

    private Step create(Wanted wanted, Answers answers) {
        var what = List.of("Runtime", "Handler").stream()
                .map(name -> wanted.settings().path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ", " (", ")"));
        return Step.create("function " + wanted.name(), what, answers, () -> {
            var body = FunctionSettings.ofNew(wanted.settings());
            body.put("FunctionName", wanted.name());
            body.putObject("Code").put("ZipFile", wanted.code().base64());
            body.putArray("Architectures").add(wanted.architecture());
            if (wanted.tags().size() > 0) wanted.tags().forEach(body.putObject("Tags")::put);
            if (wanted.perTenant()) body.putObject("TenancyConfig").put("TenantIsolationMode", "PER_TENANT");
            stack.endpoint().post(LambdaPaths.FUNCTIONS, body);
            Settled.await(stack.endpoint(), wanted.name());
            if (wanted.reserved() != null) reserve(wanted.name(), wanted.reserved());
            return answers;
        });
    }

    // --- one that is there

    private Step update(Wanted wanted, JsonNode there, Answers answers) {
        var tagsThere = Tags.shown(there.path("Tags"));
        var owner = tagsThere.get(Stack.TAG);
        if (owner == null && !rules.adopts())
            throw new TemplateException("the function " + wanted.name() + " already exists and belongs to no stack;"
                    + " --adopt takes it into this one, or name the function differently");
        if (owner != null && !owner.equals(stack.name()))
            throw new TemplateException("the function " + wanted.name() + " belongs to the stack " + owner
                    + "; deploy with --stack-name " + owner + ", or name the function differently");
        var configuration = there.path("Configuration");
        var settingsThere = FunctionSettings.shown(configuration);
        var settings = FunctionSettings.differing(wanted.settings(), settingsThere);
        boolean code = hasFailed(configuration)
                || !wanted.architecture().equals(FunctionSettings.architecture(configuration))
                || !wanted.code()
                        .sha256()
                        .equals(configuration.path("CodeSha256").asString(""));
        var tags = new TreeMap<>(tagsThere);
        tags.keySet().removeIf(key -> Tags.isOurs(key) && !key.equals(Stack.TAG));
        var reservedThere = there.path("Concurrency").path("ReservedConcurrentExecutions");
        boolean reserved = wanted.reserved() == null
                ? !reservedThere.isMissingNode()
                : wanted.reserved() != reservedThere.asInt(-1);
        var changed = new ArrayList<String>();
        if (code) changed.add("code");
        for (var name : settings) changed.add(FunctionSettings.told(name, wanted.settings(), settingsThere));
        if (!tags.equals(wanted.tags())) changed.add("Tags");
        if (reserved) changed.add("ReservedConcurrentExecutions");
        return Step.update("function " + wanted.name(), changed, answers, () -> {
            if (code) updateCode(wanted);
            if (!settings.isEmpty()) updateSettings(wanted, settings);
            tag(wanted, tags);
            if (reserved) reserve(wanted.name(), wanted.reserved());
            return answers;
        });
    }

    /// One that did not take what it was told has to be told again.
    private static boolean hasFailed(JsonNode configuration) {
        return configuration.path("State").asString("").equals("Failed")
                || configuration.path("LastUpdateStatus").asString("").equals("Failed");
    }

    private void updateCode(Wanted wanted) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("ZipFile", wanted.code().base64());
        body.putArray("Architectures").add(wanted.architecture());
        stack.endpoint().put(LambdaPaths.function(wanted.name()) + "/code", body);
        Settled.await(stack.endpoint(), wanted.name());
    }

    private void updateSettings(Wanted wanted, List<String> names) {
        var body = JsonNodeFactory.instance.objectNode();
        for (var name : names) body.set(name, wanted.settings().get(name));
        stack.endpoint().put(LambdaPaths.configuration(wanted.name(), null), body);
        Settled.await(stack.endpoint(), wanted.name());
    }

    private void tag(Wanted wanted, Map<String, String> there) {
        if (there.equals(wanted.tags())) return;
        var path = "/2017-03-31/tags/" + segment(stack.functionArn(wanted.name()));
        var body = JsonNodeFactory.instance.objectNode();
        wanted.tags().forEach(body.putObject("Tags")::put);
        stack.endpoint().post(path, body);
        var gone = there.keySet().stream()
                .filter(key -> !wanted.tags().containsKey(key))
                .map(key -> "tagKeys=" + segment(key))
                .toList();
        if (!gone.isEmpty()) stack.endpoint().delete(path + "?" + String.join("&", gone));
    }

    private void reserve(String name, @Nullable Integer wanted) {
        var path = "/2017-10-31/functions/" + segment(name) + "/concurrency";
        if (wanted == null) stack.endpoint().delete(path);
        else
            stack.endpoint()
                    .put(path, JsonNodeFactory.instance.objectNode().put("ReservedConcurrentExecutions", wanted));
    }
}
