package dev.samovar.http.lambda;

import dev.samovar.api.Control;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.RecursiveLoop;
import dev.samovar.api.RuntimeManagement;
import dev.samovar.api.RuntimeManagement.UpdateOn;
import dev.samovar.http.shape.Input;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Small settings of functions: what a recursion comes to, and when a runtime is updated.
final class SettingOperations {
    private final Control control;
    private final Targets targets;

    SettingOperations(Control control, Targets targets) {
        this.control = control;
        this.targets = targets;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("GetFunctionRecursionConfig", this::loop);
        actions.put("PutFunctionRecursionConfig", this::putLoop);
        actions.put("GetRuntimeManagementConfig", this::runtime);
        actions.put("PutRuntimeManagementConfig", this::putRuntime);
    }

    private JsonNode loop(Input input) {
        return json(control.getRecursionConfig(targets.function(input)));
    }

    private JsonNode putLoop(Input input) {
        var loop = "Allow".equals(input.text("RecursiveLoop")) ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE;
        control.putRecursionConfig(targets.function(input), loop);
        return json(loop);
    }

    private static JsonNode json(RecursiveLoop loop) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("RecursiveLoop", loop == RecursiveLoop.ALLOW ? "Allow" : "Terminate");
    }

    private JsonNode runtime(Input input) {
        var ref = targets.reference(input);
        return json(ref, control.getRuntimeManagement(ref.name(), ref.qualifier()));
    }

    private JsonNode putRuntime(Input input) {
        var ref = targets.reference(input);
        var update = switch (input.text("UpdateRuntimeOn")) {
            case "Manual" -> UpdateOn.MANUAL;
            case "FunctionUpdate" -> UpdateOn.FUNCTION_UPDATE;
            default -> UpdateOn.AUTO;
        };
        var arn = input.orNull("RuntimeVersionArn");
        if ((update == UpdateOn.MANUAL) != (arn != null))
            throw Targets.invalid("RuntimeVersionArn is given with UpdateRuntimeOn Manual, and only with it.");
        var management = new RuntimeManagement(update, arn);
        control.putRuntimeManagement(ref.name(), ref.qualifier(), management);
        return json(ref, management);
    }

    private JsonNode json(FunctionRef ref, RuntimeManagement management) {
        var json = JsonMapper.shared().createObjectNode();
        json.put(
                "UpdateRuntimeOn",
                switch (management.updateOn()) {
                    case AUTO -> "Auto";
                    case FUNCTION_UPDATE -> "FunctionUpdate";
                    case MANUAL -> "Manual";
                });
        json.put("FunctionArn", targets.arn(ref));
        if (management.runtimeVersionArn() != null) json.put("RuntimeVersionArn", management.runtimeVersionArn());
        return json;
    }
}
