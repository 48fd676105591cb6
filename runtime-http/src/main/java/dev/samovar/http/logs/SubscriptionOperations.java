package dev.samovar.http.logs;

import dev.samovar.http.shape.Input;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Subscription filters, of which a group has none: they cannot be put.
final class SubscriptionOperations {
    private final LogTargets targets;

    SubscriptionOperations(LogTargets targets) {
        this.targets = targets;
    }

    void addTo(Map<String, LogsApi.Action> actions) {
        actions.put("DescribeSubscriptionFilters", this::describe);
        actions.put("DeleteSubscriptionFilter", this::delete);
    }

    private JsonNode describe(Input input) {
        targets.group(input);
        var json = JsonMapper.shared().createObjectNode();
        json.putArray("subscriptionFilters");
        return json;
    }

    private JsonNode delete(Input input) {
        targets.group(input);
        throw LogTargets.refused("ResourceNotFoundException", "The specified subscription filter does not exist.");
    }
}
