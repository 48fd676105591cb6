package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.EventInvokeConfig;
import dev.samovar.http.shape.Input;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of asynchronous events.
///
/// Source: contract of the Lambda API, "Event invoke config".
final class EventInvokeOperations {
    private final Control control;
    private final Targets targets;

    EventInvokeOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("PutFunctionEventInvokeConfig", this::put);
        actions.put("UpdateFunctionEventInvokeConfig", this::update);
        actions.put("GetFunctionEventInvokeConfig", this::get);
        actions.put("DeleteFunctionEventInvokeConfig", this::delete);
        actions.put("ListFunctionEventInvokeConfigs", this::list);
    }

    private JsonNode put(Input input) {
        var ref = targets.reference(input);
        return json(control.eventInvokeConfigs().put(ref.name(), ref.qualifier(), change(input)));
    }

    private JsonNode update(Input input) {
        var ref = targets.reference(input);
        return json(control.eventInvokeConfigs().update(ref.name(), ref.qualifier(), change(input)));
    }

    private static EventInvokeConfig.Change change(Input input) {
        var destinations = input.structure("DestinationConfig");
        return new EventInvokeConfig.Change(
                input.has("MaximumRetryAttempts")
                        ? (Integer) input.number("MaximumRetryAttempts").getAsInt()
                        : null,
                input.has("MaximumEventAgeInSeconds")
                        ? (Integer) input.number("MaximumEventAgeInSeconds").getAsInt()
                        : null,
                destination(destinations, "OnSuccess"),
                destination(destinations, "OnFailure"));
    }

    /// A destination that is there and empty is taken away.
    private static @Nullable String destination(Input destinations, String member) {
        return destinations.has(member)
                ? destinations.structure(member).optional("Destination").orElse("")
                : null;
    }

    private JsonNode get(Input input) {
        var ref = targets.reference(input);
        return json(control.eventInvokeConfigs().get(ref.name(), ref.qualifier()));
    }

    private @Nullable JsonNode delete(Input input) {
        var ref = targets.reference(input);
        control.eventInvokeConfigs().delete(ref.name(), ref.qualifier());
        return null;
    }

    private JsonNode list(Input input) {
        return Page.of(
                input,
                "FunctionEventInvokeConfigs",
                control.eventInvokeConfigs().list(targets.function(input)),
                EventInvokeOperations::json);
    }

    private static ObjectNode json(EventInvokeConfig config) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("LastModified", BigDecimal.valueOf(config.modified().toEpochMilli(), 3));
        json.put("FunctionArn", config.arn().toString());
        if (config.maximumRetryAttempts() != null) json.put("MaximumRetryAttempts", config.maximumRetryAttempts());
        if (config.maximumEventAgeSeconds() != null)
            json.put("MaximumEventAgeInSeconds", config.maximumEventAgeSeconds());
        var destinations = json.putObject("DestinationConfig");
        destination(destinations.putObject("OnSuccess"), config.onSuccess());
        destination(destinations.putObject("OnFailure"), config.onFailure());
        return json;
    }

    private static void destination(ObjectNode json, @Nullable String destination) {
        if (destination != null) json.put("Destination", destination);
    }
}
