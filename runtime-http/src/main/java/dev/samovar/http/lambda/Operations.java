package dev.samovar.http.lambda;

import dev.samovar.api.Account;
import dev.samovar.api.Control;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.shape.Input;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The operations that are held, by name. All but the invocations, which wait for nothing.
public final class Operations {
    /// What an operation does: answers a body, or null for none.
    @FunctionalInterface
    interface Action {
        @Nullable
        JsonNode run(Input input);
    }

    private final Map<String, Action> actions = new HashMap<>();

    /// The operations on the functions of an account.
    ///
    /// @param endpoint the URL that a function URL of an id is reached by
    /// @param downloads where packages can be had
    public Operations(Control control, Account account, Function<String, String> endpoint, Downloads downloads) {
        var targets = new Targets(account);
        new FunctionOperations(control, targets, downloads).addTo(actions);
        new VersionOperations(control, targets).addTo(actions);
        new AliasOperations(control, targets).addTo(actions);
        new ConcurrencyOperations(control, targets).addTo(actions);
        new LayerOperations(control, targets, downloads).addTo(actions);
        new CodeSigningOperations(control, targets).addTo(actions);
        new EventSourceOperations(control, targets).addTo(actions);
        new TagOperations(control, targets).addTo(actions);
        new PolicyOperations(control, targets).addTo(actions);
        new EventInvokeOperations(control, targets).addTo(actions);
        new UrlOperations(control, targets, endpoint).addTo(actions);
        new SettingOperations(control, targets).addTo(actions);
    }

    /// Whether the operation is held.
    public boolean has(String operation) {
        return actions.containsKey(operation);
    }

    /// Does it.
    ///
    /// @param status what it is answered with when all is well
    /// @throws dev.samovar.api.RequestRefusedException if it is refused
    public Answer run(String operation, int status, Input input) {
        return Answer.json(
                status,
                Objects.requireNonNull(actions.get(operation), operation).run(input));
    }
}
