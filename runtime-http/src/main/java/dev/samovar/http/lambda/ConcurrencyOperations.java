package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.ProvisionedConcurrency;
import dev.samovar.api.Qualifier;
import dev.samovar.http.shape.Input;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reserved and provisioned concurrency, and what the account has of it.
final class ConcurrencyOperations {
    private static final int ZIPPED_LIMIT = 52_428_800;
    private static final int UNZIPPED_LIMIT = 262_144_000;
    private static final long TOTAL_LIMIT = 80_530_636_800L;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private final Control control;
    private final Targets targets;

    ConcurrencyOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("PutFunctionConcurrency", this::reserve);
        actions.put("GetFunctionConcurrency", this::reserved);
        actions.put("DeleteFunctionConcurrency", this::unreserve);
        actions.put("PutProvisionedConcurrencyConfig", this::provision);
        actions.put("GetProvisionedConcurrencyConfig", this::provisioned);
        actions.put("DeleteProvisionedConcurrencyConfig", this::unprovision);
        actions.put("ListProvisionedConcurrencyConfigs", this::allProvisioned);
        actions.put("GetAccountSettings", _ -> account());
    }

    private JsonNode reserve(Input input) {
        var wanted = input.number("ReservedConcurrentExecutions").orElseThrow();
        control.putFunctionConcurrency(targets.functionOnly(input, control), wanted);
        return JsonMapper.shared().createObjectNode().put("ReservedConcurrentExecutions", wanted);
    }

    private JsonNode reserved(Input input) {
        var function = targets.functionOnly(input, control);
        control.getFunction(FunctionRef.of(function));
        var json = JsonMapper.shared().createObjectNode();
        control.getFunctionConcurrency(function)
                .ifPresent(reserved -> json.put("ReservedConcurrentExecutions", reserved));
        return json;
    }

    private @Nullable JsonNode unreserve(Input input) {
        control.deleteFunctionConcurrency(targets.functionOnly(input, control));
        return null;
    }

    private JsonNode provision(Input input) {
        var ref = targets.reference(input);
        return json(control.putProvisionedConcurrency(
                ref.name(),
                qualifier(ref),
                input.number("ProvisionedConcurrentExecutions").orElseThrow()));
    }

    private JsonNode provisioned(Input input) {
        var ref = targets.reference(input);
        return json(control.getProvisionedConcurrency(ref.name(), qualifier(ref)));
    }

    private @Nullable JsonNode unprovision(Input input) {
        var ref = targets.reference(input);
        control.deleteProvisionedConcurrency(ref.name(), qualifier(ref));
        return null;
    }

    private JsonNode allProvisioned(Input input) {
        var function = targets.function(input);
        return Page.of(
                input,
                "ProvisionedConcurrencyConfigs",
                control.listProvisionedConcurrency(function),
                provisioned -> json(provisioned).put("FunctionArn", arn(function, provisioned)));
    }

    private String arn(FunctionName function, ProvisionedConcurrency provisioned) {
        return targets.arn(FunctionRef.of(function, provisioned.qualifier()));
    }

    /// The requests have one.
    private static Qualifier qualifier(FunctionRef ref) {
        return Objects.requireNonNull(ref.qualifier());
    }

    private static ObjectNode json(ProvisionedConcurrency provisioned) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("RequestedProvisionedConcurrentExecutions", provisioned.requested());
        json.put("AvailableProvisionedConcurrentExecutions", provisioned.available());
        json.put("AllocatedProvisionedConcurrentExecutions", provisioned.allocated());
        json.put("Status", provisioned.status().name());
        if (!provisioned.statusReason().isEmpty()) json.put("StatusReason", provisioned.statusReason());
        json.put("LastModified", SECONDS.format(provisioned.lastModified()));
        return json;
    }

    private JsonNode account() {
        var settings = control.accountSettings();
        var json = JsonMapper.shared().createObjectNode();
        json.putObject("AccountLimit")
                .put("TotalCodeSize", TOTAL_LIMIT)
                .put("CodeSizeUnzipped", UNZIPPED_LIMIT)
                .put("CodeSizeZipped", ZIPPED_LIMIT)
                .put("ConcurrentExecutions", settings.concurrentExecutions())
                .put("UnreservedConcurrentExecutions", settings.unreservedConcurrentExecutions());
        json.putObject("AccountUsage")
                .put("TotalCodeSize", settings.totalCodeSize())
                .put("FunctionCount", settings.functionCount());
        return json;
    }
}
