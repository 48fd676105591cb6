package dev.samovar.cli.deploy;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.endpoint.LambdaPaths;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Provisioned concurrency of a version or an alias.
final class Provisioned {
    private static final int NONE = 0;

    private final Endpoint endpoint;

    Provisioned(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /// How much a resource wants.
    static int wanted(JsonNode properties) {
        return properties
                .path("ProvisionedConcurrencyConfig")
                .path("ProvisionedConcurrentExecutions")
                .asInt(NONE);
    }

    boolean differs(String function, String qualifier, int wanted) {
        var there = endpoint.find(path(function, qualifier));
        return wanted
                != there.map(it -> it.path("RequestedProvisionedConcurrentExecutions")
                                .asInt(NONE))
                        .orElse(NONE);
    }

    void put(String function, String qualifier, int wanted) {
        var path = path(function, qualifier);
        if (wanted == NONE) endpoint.delete(path);
        else endpoint.put(path, JsonNodeFactory.instance.objectNode().put("ProvisionedConcurrentExecutions", wanted));
    }

    private static String path(String function, String qualifier) {
        return "/2019-09-30/functions/" + segment(function) + "/provisioned-concurrency"
                + LambdaPaths.qualified(qualifier);
    }
}
