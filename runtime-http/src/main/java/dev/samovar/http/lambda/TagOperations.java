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
        var found = isFunction(input)
                ? control.tags().list(function(input))
                : control.tags().list(input.text("Resource"));
        found.forEach(tags::put);
        return json;
    }

    private @Nullable JsonNode tag(Input input) {
        if (input.texts("Tags").isEmpty())
            throw Targets.invalid("An error occurred and the request cannot be processed.");
        if (isFunction(input)) control.tags().add(function(input), input.texts("Tags"));
        else control.tags().add(input.text("Resource"), input.texts("Tags"));
        return null;
    }

    private @Nullable JsonNode untag(Input input) {
        if (isFunction(input)) control.tags().remove(function(input), input.list("TagKeys"));
        else control.tags().remove(input.text("Resource"), input.list("TagKeys"));
        return null;
    }

    private static boolean isFunction(Input input) {
        return input.text("Resource").contains(":function:");
    }

    private FunctionName function(Input input) {
        var ref = targets.parse(input.text("Resource"));
        if (ref.qualifier() != null)
            throw Targets.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        return ref.name();
    }
}
