package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.shape.Input;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Functions: create, read, update, delete.
final class FunctionOperations {
    private static final int LONGEST_NAME = 64;
    private static final Pattern NAME =
            Pattern.compile("(arn:[^:]*:lambda:)?([^:]+-\\d:)?(\\d{12}:)?(function:)?(?<name>[^:]+)(:[^:]+)?");

    private final Control control;
    private final Downloads downloads;
    private final Targets targets;

    FunctionOperations(Control control, Targets targets, Downloads downloads) {
        this.control = control;
        this.downloads = downloads;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("CreateFunction", this::create);
        actions.put("GetFunction", this::get);
        actions.put("GetFunctionConfiguration", this::configuration);
        actions.put("ListFunctions", this::list);
        actions.put("UpdateFunctionCode", this::updateCode);
        actions.put("UpdateFunctionConfiguration", this::updateConfiguration);
        actions.put("DeleteFunction", this::delete);
    }

    private JsonNode create(Input input) {
        Targets.refuseNewer(input);
        if (input.optional("PackageType").filter("Image"::equals).isPresent())
            throw Targets.invalid("Container images are not supported: use PackageType Zip.");
        var given = input.text("FunctionName");
        var bare = NAME.matcher(given);
        if (bare.matches() && bare.group("name").length() > LONGEST_NAME)
            throw Targets.invalid("1 validation error detected: Value '" + given
                    + "' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to "
                    + LONGEST_NAME);
        if (!input.has("Runtime"))
            throw Targets.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        var name = targets.function(input);
        var spec = changed(
                input,
                FunctionSpec.of(name.value(), SpecChange.runtime(input), SpecChange.code(input.structure("Code"))));
        var created = control.createFunction(spec);
        furnish(name, input);
        if (input.flag("Publish")) {
            control.awaitSettled(name);
            created = control.publishVersion(name, null, null, null);
        }
        return FunctionJson.of(created, targets.arn(FunctionRef.of(name)));
    }

    private FunctionSpec changed(Input input, FunctionSpec before) {
        targets.requireOwnLayers(input.list("Layers"));
        return SpecChange.apply(input, before, control.layers());
    }

    /// What comes with a function that is created. If it is refused, nothing was created.
    private void furnish(FunctionName name, Input input) {
        try {
            if (input.has("Tags")) control.tags().add(name, input.texts("Tags"));
            if (input.has("CodeSigningConfigArn"))
                control.codeSigningConfigs().put(name, input.text("CodeSigningConfigArn"));
        } catch (RequestRefusedException e) {
            control.deleteFunction(FunctionRef.of(name));
            throw e;
        }
    }

    private JsonNode get(Input input) {
        var ref = targets.reference(input);
        var found = control.getFunction(ref);
        var json = JsonMapper.shared().createObjectNode();
        json.set("Configuration", FunctionJson.of(found, targets.arn(ref)));
        var code = json.putObject("Code").put("RepositoryType", "S3");
        downloads.locate(found).ifPresent(location -> code.put("Location", location));
        var tags = control.tags().list(ref.name());
        if (!tags.isEmpty()) tags.forEach(json.putObject("Tags")::put);
        control.getFunctionConcurrency(ref.name())
                .ifPresent(reserved -> json.putObject("Concurrency").put("ReservedConcurrentExecutions", reserved));
        return json;
    }

    private JsonNode configuration(Input input) {
        var ref = targets.reference(input);
        return FunctionJson.of(control.getFunction(ref), targets.arn(ref));
    }

    private JsonNode list(Input input) {
        if (!"ALL".equals(input.orNull("FunctionVersion")))
            return Page.of(
                    input,
                    "Functions",
                    control.listFunctions(),
                    latest -> FunctionJson.listed(latest, targets.arn(FunctionRef.of(latest.name()))));
        var all = new ArrayList<FunctionVersion>();
        for (var function : control.listFunctions()) all.addAll(control.listVersions(function.name()));
        return Page.of(
                input,
                "Functions",
                all,
                version -> FunctionJson.listed(version, version.arn().toString()));
    }

    private JsonNode updateCode(Input input) {
        var name = targets.functionOnly(input, control);
        Targets.refuseNewer(input);
        var revision = revision(input);
        var code = SpecChange.code(input);
        UnaryOperator<FunctionSpec> change =
                spec -> spec.code(code).placement(SpecChange.placement(input, spec.placement()));
        if (input.flag("DryRun"))
            return FunctionJson.of(control.tryFunctionCode(name, change, revision), targets.arn(FunctionRef.of(name)));
        var updated = control.updateFunctionConfiguration(name, change, revision);
        if (input.flag("Publish")) {
            control.awaitSettled(name);
            var published = control.publishVersion(name, null, null, null);
            return FunctionJson.of(published, published.arn().toString());
        }
        return FunctionJson.of(updated, targets.arn(FunctionRef.of(name)));
    }

    private JsonNode updateConfiguration(Input input) {
        var name = targets.functionOnly(input, control);
        Targets.refuseNewer(input);
        var updated = control.updateFunctionConfiguration(name, spec -> changed(input, spec), revision(input));
        return FunctionJson.of(updated, targets.arn(FunctionRef.of(name)));
    }

    private @Nullable JsonNode delete(Input input) {
        control.deleteFunction(targets.reference(input));
        return null;
    }

    /// A text that is no revision is one that does not match.
    static @Nullable UUID revision(Input input) {
        var given = input.orNull("RevisionId");
        if (given == null) return null;
        try {
            return UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }
}
