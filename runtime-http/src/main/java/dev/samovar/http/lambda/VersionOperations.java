package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.http.shape.Input;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Versions: publish and list.
final class VersionOperations {
    private final Control control;
    private final Targets targets;

    VersionOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("PublishVersion", this::publish);
        actions.put("ListVersionsByFunction", this::list);
    }

    private JsonNode publish(Input input) {
        Targets.refuseNewer(input);
        var published = control.publishVersion(
                targets.functionOnly(input, control),
                input.orNull("Description"),
                input.orNull("CodeSha256"),
                FunctionOperations.revision(input));
        return FunctionJson.of(published, published.arn().toString());
    }

    private JsonNode list(Input input) {
        return Page.of(
                input,
                "Versions",
                control.listVersions(targets.function(input)),
                version -> FunctionJson.listed(version, version.arn().toString()));
    }
}
