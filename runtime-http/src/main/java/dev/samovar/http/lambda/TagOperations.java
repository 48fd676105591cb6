package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.FunctionName;
import dev.samovar.http.shape.Input;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tags of functions.
///
/// Source: contract of the Lambda API, "Field ranges and defaults", tags.
final class TagOperations {
    private final Control control;
    private final Targets targets;

    TagOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("ListTags", this::list);
        actions.put("TagResource", this::tag);
        actions.put("UntagResource", this::untag);
    }

    private JsonNode list(Input input) {
        var json = JsonMapper.shared().createObjectNode();
        var tags = json.putObject("Tags");
        control.tags().list(function(input)).forEach(tags::put);
        return json;
    }

    private @Nullable JsonNode tag(Input input) {
        control.tags().add(function(input), input.texts("Tags"));
        return null;
    }

    private @Nullable JsonNode untag(Input input) {
        control.tags().remove(function(input), input.list("TagKeys"));
        return null;
    }

    private FunctionName function(Input input) {
        var arn = input.text("Resource");
        if (!arn.contains(":function:"))
            throw Targets.invalid(
                    "Tags of other resources than functions are not supported by this version of Samovar.");
        var ref = targets.parse(arn);
        if (ref.qualifier() != null)
            throw Targets.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        return ref.name();
    }
}
