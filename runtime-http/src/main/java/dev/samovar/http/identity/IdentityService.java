package dev.samovar.http.identity;

import dev.samovar.http.shape.Faults;
import dev.samovar.http.shape.Form;
import dev.samovar.http.shape.Input;
import dev.samovar.http.shape.InputReader;
import dev.samovar.http.shape.Model;
import dev.samovar.spi.Caller;
import java.util.Map;
import java.util.UUID;

/// One of the services: its operations, and how its answers begin.
///
/// @param name as IAM says it before an action
/// @param version the one of its API, which requests name
/// @param namespace of the XML of its answers
record IdentityService(
        String name,
        Model model,
        InputReader inputs,
        String version,
        String namespace,
        Map<String, CallersAction> actions) {

    /// What an operation does: writes its result, or none.
    @FunctionalInterface
    interface Action {
        void run(Input input, Xml result);

        /// The same for every caller.
        default CallersAction ofAnybody() {
            return (_, input, result) -> run(input, result);
        }
    }

    /// What an operation does whose result tells of its caller.
    @FunctionalInterface
    interface CallersAction {
        void run(Caller caller, Input input, Xml result);
    }

    IdentityService(String name, String version, String namespace, Map<String, CallersAction> actions) {
        var model = Model.read(name + ".json");
        this(name, model, new InputReader(model, Faults.IDENTITY), version, namespace, actions);
    }

    Xml run(UUID id, Caller caller, String operation, Form form) {
        var action = actions.get(operation);
        var described = model.operation(operation).orElse(null);
        if (action == null || described == null)
            throw IdentityError.of(
                    501, "NotImplementedException", operation + " is not supported by this version of Samovar.");
        var result = new Xml();
        action.run(caller, inputs.read(described, form), result);
        return new Xml().within(operation + "Response", namespace, response -> {
            if (!result.isEmpty()) response.within(operation + "Result", result);
            response.within("ResponseMetadata", metadata -> metadata.text("RequestId", id.toString()));
        });
    }
}
