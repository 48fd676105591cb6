package dev.samovar.http.lambda;

import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.Control;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Version;
import dev.samovar.http.shape.Input;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Aliases: create, read, update, delete.
///
/// Source: contract of the Lambda API, "Versions and aliases".
final class AliasOperations {
    /// In one part of a list.
    private static final int MOST = 10_000;

    private final Control control;
    private final Targets targets;

    AliasOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("CreateAlias", this::create);
        actions.put("GetAlias", this::get);
        actions.put("UpdateAlias", this::update);
        actions.put("DeleteAlias", this::delete);
        actions.put("ListAliases", this::list);
    }

    private JsonNode create(Input input) {
        var function = targets.functionOnly(input, control);
        var version = targets.version(function, input.text("FunctionVersion"));
        var made = control.createAlias(
                function,
                new AliasName(input.text("Name")),
                version,
                canary(function, input, version),
                input.optional("Description").orElse(""));
        return json(function, made);
    }

    private JsonNode get(Input input) {
        var function = targets.functionOnly(input, control);
        return json(function, control.getAlias(function, name(input)));
    }

    private JsonNode update(Input input) {
        var function = targets.functionOnly(input, control);
        var changed = control.updateAlias(
                function, name(input), before -> changed(function, input, before), FunctionOperations.revision(input));
        return json(function, changed);
    }

    /// What is not given stays as it is; weights that are given empty are taken away.
    private Alias changed(FunctionName function, Input input, Alias before) {
        var version = input.optional("FunctionVersion")
                .map(text -> targets.version(function, text))
                .orElse(before.version());
        var canary = input.has("RoutingConfig") ? canary(function, input, version) : before.canary();
        try {
            return new Alias(
                    before.name(),
                    version,
                    canary,
                    input.optional("Description").orElse(before.description()),
                    before.revisionId());
        } catch (IllegalArgumentException e) {
            throw Targets.invalid(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable JsonNode delete(Input input) {
        control.deleteAlias(targets.functionOnly(input, control), name(input));
        return null;
    }

    private JsonNode list(Input input) {
        var function = targets.functionOnly(input, control);
        var wanted = input.optional("FunctionVersion").map(text -> targets.version(function, text));
        var aliases = control.listAliases(function).stream()
                .filter(alias -> wanted.isEmpty() || alias.pointsTo(wanted.get()))
                .toList();
        return Page.of(input, Page.USUAL, MOST, "Aliases", aliases, alias -> json(function, alias));
    }

    private static AliasName name(Input input) {
        return new AliasName(input.text("Name"));
    }

    private Alias.@Nullable Canary canary(FunctionName function, Input input, Version primary) {
        var weights = input.structure("RoutingConfig").numbers("AdditionalVersionWeights");
        if (weights.isEmpty()) return null;
        if (weights.size() > 1)
            throw Targets.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        var only = weights.entrySet().iterator().next();
        var version = targets.version(function, only.getKey());
        if (primary.isLatest())
            throw Targets.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        if (version.equals(primary))
            throw Targets.invalid("Invalid function version " + version + ". Function version " + version
                    + " is already included in routing configuration.");
        return new Alias.Canary(version, only.getValue());
    }

    private JsonNode json(FunctionName function, Alias alias) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("AliasArn", targets.arn(FunctionRef.of(function, alias.name())));
        json.put("Name", alias.name().value());
        json.put("FunctionVersion", alias.version().toString());
        json.put("Description", alias.description());
        var canary = alias.canary();
        if (canary != null)
            json.putObject("RoutingConfig")
                    .putObject("AdditionalVersionWeights")
                    .put(canary.version().toString(), canary.weight());
        json.put("RevisionId", alias.revisionId().toString());
        return json;
    }
}
