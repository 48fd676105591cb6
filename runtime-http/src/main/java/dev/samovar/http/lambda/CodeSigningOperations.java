package dev.samovar.http.lambda;

import dev.samovar.api.CodeSigningConfig;
import dev.samovar.api.CodeSigningConfig.Untrusted;
import dev.samovar.api.Control;
import dev.samovar.api.FunctionRef;
import dev.samovar.http.shape.Input;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Code signing configurations, and which of them functions use.
final class CodeSigningOperations {
    private final Control control;
    private final Targets targets;

    CodeSigningOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("CreateCodeSigningConfig", this::create);
        actions.put("GetCodeSigningConfig", this::get);
        actions.put("UpdateCodeSigningConfig", this::update);
        actions.put("DeleteCodeSigningConfig", this::delete);
        actions.put("ListCodeSigningConfigs", this::list);
        actions.put("ListFunctionsByCodeSigningConfig", this::functions);
        actions.put("PutFunctionCodeSigningConfig", this::use);
        actions.put("GetFunctionCodeSigningConfig", this::used);
        actions.put("DeleteFunctionCodeSigningConfig", this::useNone);
    }

    private JsonNode create(Input input) {
        var made = control.codeSigningConfigs()
                .create(
                        input.orNull("Description"),
                        input.structure("AllowedPublishers").list("SigningProfileVersionArns"),
                        untrusted(input));
        if (input.has("Tags")) control.tags().add(made.arn(), input.texts("Tags"));
        return whole(made);
    }

    private static Untrusted untrusted(Input input) {
        return "Enforce".equals(input.structure("CodeSigningPolicies").orNull("UntrustedArtifactOnDeployment"))
                ? Untrusted.ENFORCE
                : Untrusted.WARN;
    }

    private JsonNode get(Input input) {
        return whole(control.codeSigningConfigs().get(arn(input)));
    }

    private JsonNode update(Input input) {
        return whole(control.codeSigningConfigs().update(arn(input), before -> {
            var after = before;
            if (input.has("Description")) after = after.description(input.text("Description"));
            if (input.has("AllowedPublishers"))
                after = after.allowedPublishers(
                        input.structure("AllowedPublishers").list("SigningProfileVersionArns"));
            if (input.has("CodeSigningPolicies")) after = after.untrusted(untrusted(input));
            return after;
        }));
    }

    private JsonNode delete(Input input) {
        control.codeSigningConfigs().delete(arn(input));
        return JsonMapper.shared().createObjectNode();
    }

    private JsonNode list(Input input) {
        return Page.of(input, "CodeSigningConfigs", control.codeSigningConfigs().list(), CodeSigningOperations::json);
    }

    private JsonNode functions(Input input) {
        return Page.of(
                input,
                "FunctionArns",
                control.codeSigningConfigs().functionsOf(arn(input)),
                function -> JsonMapper.shared().valueToTree(targets.arn(FunctionRef.of(function))));
    }

    private JsonNode use(Input input) {
        var function = targets.function(input);
        control.codeSigningConfigs().put(function, arn(input));
        return JsonMapper.shared()
                .createObjectNode()
                .put("CodeSigningConfigArn", arn(input))
                .put("FunctionName", function.value());
    }

    private JsonNode used(Input input) {
        var function = targets.function(input);
        var json = JsonMapper.shared().createObjectNode();
        control.codeSigningConfigs()
                .of(function)
                .ifPresent(arn -> json.put("CodeSigningConfigArn", arn).put("FunctionName", function.value()));
        return json;
    }

    private @Nullable JsonNode useNone(Input input) {
        control.codeSigningConfigs().remove(targets.function(input));
        return null;
    }

    private static String arn(Input input) {
        return input.text("CodeSigningConfigArn");
    }

    private static JsonNode whole(CodeSigningConfig config) {
        var json = JsonMapper.shared().createObjectNode();
        json.set("CodeSigningConfig", json(config));
        return json;
    }

    private static ObjectNode json(CodeSigningConfig config) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("CodeSigningConfigId", config.id());
        json.put("CodeSigningConfigArn", config.arn());
        if (config.description() != null) json.put("Description", config.description());
        config.allowedPublishers()
                .forEach(json.putObject("AllowedPublishers").putArray("SigningProfileVersionArns")::add);
        json.putObject("CodeSigningPolicies")
                .put("UntrustedArtifactOnDeployment", config.untrusted() == Untrusted.ENFORCE ? "Enforce" : "Warn");
        json.put("LastModified", FunctionJson.time(config.modified()));
        return json;
    }
}
