package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.EventSourceMapping;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.shape.Input;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Event source mappings: create, read, update, delete.
///
/// Source: contract of events, "Event source mapping (ESM) API".
final class EventSourceOperations {
    /// In one part of a list.
    private static final int MOST = 100;

    private final Control control;
    private final Targets targets;

    EventSourceOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("CreateEventSourceMapping", this::create);
        actions.put("GetEventSourceMapping", this::get);
        actions.put("UpdateEventSourceMapping", this::update);
        actions.put("DeleteEventSourceMapping", this::delete);
        actions.put("ListEventSourceMappings", this::list);
    }

    private JsonNode create(Input input) {
        var enabled = !input.has("Enabled") || input.flag("Enabled");
        var made = control.eventSourceMappings().create(targets.reference(input), enabled, settings(input));
        if (input.has("Tags")) control.tags().add(made.arn(), input.texts("Tags"));
        return json(made, "Creating");
    }

    private JsonNode get(Input input) {
        return json(control.eventSourceMappings().get(id(input)), null);
    }

    private JsonNode update(Input input) {
        var function = input.has("FunctionName") ? targets.reference(input) : null;
        var enabled = input.has("Enabled") ? (Boolean) input.flag("Enabled") : null;
        var before = control.eventSourceMappings().get(id(input)).enabled();
        var after = control.eventSourceMappings().update(id(input), function, enabled, settings(input));
        var state = after.enabled() == before ? "Updating" : after.enabled() ? "Enabling" : "Disabling";
        return json(after, state);
    }

    private JsonNode delete(Input input) {
        return json(control.eventSourceMappings().delete(id(input)), "Deleting");
    }

    private JsonNode list(Input input) {
        var source = input.optional("EventSourceArn");
        var function = input.has("FunctionName") ? targets.reference(input) : null;
        var found = control.eventSourceMappings().list().stream()
                .filter(mapping -> source.isEmpty() || source.equals(mapping.source()))
                .filter(mapping -> function == null || feeds(mapping, function))
                .toList();
        return Page.of(input, MOST, MOST, "EventSourceMappings", found, mapping -> json(mapping, null));
    }

    private static boolean feeds(EventSourceMapping mapping, FunctionRef function) {
        return mapping.function().name().equals(function.name())
                && (function.qualifier() == null
                        || function.qualifier().equals(mapping.function().qualifier()));
    }

    private static Map<String, Object> settings(Input input) {
        var settings = input.values();
        settings.keySet().removeAll(List.of("UUID", "FunctionName", "Enabled", "Tags"));
        settings.values().removeIf(Objects::isNull);
        return settings;
    }

    /// What is no id is the id of nothing.
    private static UUID id(Input input) {
        try {
            return UUID.fromString(input.text("UUID"));
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(
                    Refusal.of(404, "ResourceNotFoundException", "The resource you requested does not exist."));
        }
    }

    /// @param state what is going on with it, or null for how it is
    private static JsonNode json(EventSourceMapping mapping, @Nullable String state) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("UUID", mapping.id().toString());
        mapping.settings()
                .forEach((name, value) -> json.set(name, JsonMapper.shared().valueToTree(value)));
        json.put("FunctionArn", mapping.function().toString());
        json.put("EventSourceMappingArn", mapping.arn());
        json.put("LastModified", BigDecimal.valueOf(mapping.modified().toEpochMilli(), 3));
        json.put("State", state != null ? state : mapping.enabled() ? "Enabled" : "Disabled");
        var queue = mapping.source().filter(arn -> arn.contains(":sqs:")).isPresent();
        var kafka = mapping.settings().containsKey("SelfManagedEventSource")
                || mapping.source().filter(arn -> arn.contains(":kafka:")).isPresent();
        json.put("StateTransitionReason", queue || kafka ? "USER_INITIATED" : "User action");
        if (!queue) json.put("LastProcessingResult", "No records processed");
        return json;
    }
}
