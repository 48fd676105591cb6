package dev.samovar.http.identity;

import dev.samovar.http.shape.Faults;
import dev.samovar.http.shape.Form;
import dev.samovar.http.shape.Input;
import dev.samovar.http.shape.InputReader;
import dev.samovar.http.shape.Model;
import java.util.Map;
import java.util.UUID;

/// One of the services: its operations, and how its answers begin.
///
/// @param version the one of its API, which requests name
/// @param namespace of the XML of its answers
record IdentityService(Model model, InputReader inputs, String version, String namespace, Map<String, Action> actions) {

    /// What an operation does: writes its result, or none.
    @FunctionalInterface
    interface Action {
        void run(Input input, Xml result);
    }

    /// @param file the model's
    IdentityService(String file, String version, String namespace, Map<String, Action> actions) {
        var model = Model.read(file);
        this(model, new InputReader(model, Faults.IDENTITY), version, namespace, actions);
    }

    Xml run(UUID id, String name, Form form) {
        var action = actions.get(name);
        var operation = model.operation(name).orElse(null);
        if (action == null || operation == null)
            throw IdentityError.of(
                    501, "NotImplementedException", name + " is not supported by this version of Samovar.");
        var result = new Xml();
        action.run(inputs.read(operation, form), result);
        return new Xml().within(name + "Response", namespace, response -> {
            if (!result.isEmpty()) response.within(name + "Result", result);
            response.within("ResponseMetadata", metadata -> metadata.text("RequestId", id.toString()));
        });
    }
}
