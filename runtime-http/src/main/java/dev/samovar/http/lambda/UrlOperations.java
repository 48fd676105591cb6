package dev.samovar.http.lambda;

import dev.samovar.api.AliasName;
import dev.samovar.api.Control;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.FunctionUrl.AuthType;
import dev.samovar.api.FunctionUrl.Cors;
import dev.samovar.api.FunctionUrl.InvokeMode;
import dev.samovar.http.shape.Input;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Function URLs: create, read, update, delete.
///
/// Source: contract of the Lambda API, "URL config".
final class UrlOperations {
    private final Control control;
    private final Targets targets;
    private final Function<String, String> endpoint;

    /// @param endpoint the URL that a function URL of this id is reached by
    UrlOperations(Control control, Targets targets, Function<String, String> endpoint) {
        this.control = control;
        this.targets = targets;
        this.endpoint = endpoint;
    }

    void addTo(Map<String, Operations.Action> actions) {
        actions.put("CreateFunctionUrlConfig", this::create);
        actions.put("GetFunctionUrlConfig", this::get);
        actions.put("UpdateFunctionUrlConfig", this::update);
        actions.put("DeleteFunctionUrlConfig", this::delete);
        actions.put("ListFunctionUrlConfigs", this::list);
    }

    private JsonNode create(Input input) {
        var ref = targets.reference(input);
        var made = control.functionUrls()
                .create(
                        ref.name(),
                        alias(ref),
                        AuthType.valueOf(input.text("AuthType")),
                        input.has("Cors") ? cors(input.structure("Cors")) : null,
                        input.optional("InvokeMode").map(InvokeMode::valueOf).orElse(InvokeMode.BUFFERED));
        var json = json(made);
        json.remove("LastModifiedTime");
        return json;
    }

    private JsonNode get(Input input) {
        var ref = targets.reference(input);
        return json(control.functionUrls().get(ref.name(), alias(ref)));
    }

    private JsonNode update(Input input) {
        var ref = targets.reference(input);
        return json(control.functionUrls().update(ref.name(), alias(ref), before -> {
            var after = before;
            if (input.has("AuthType")) after = after.authType(AuthType.valueOf(input.text("AuthType")));
            if (input.has("Cors")) after = after.cors(cors(input.structure("Cors")));
            if (input.has("InvokeMode")) after = after.invokeMode(InvokeMode.valueOf(input.text("InvokeMode")));
            return after;
        }));
    }

    private @Nullable JsonNode delete(Input input) {
        var ref = targets.reference(input);
        control.functionUrls().delete(ref.name(), alias(ref));
        return null;
    }

    private JsonNode list(Input input) {
        return Page.of(input, "FunctionUrlConfigs", control.functionUrls().list(targets.function(input)), this::json);
    }

    /// The qualifier's pattern lets aliases through only; one in the name may still be a version.
    private static @Nullable AliasName alias(FunctionRef ref) {
        return switch (ref.qualifier()) {
            case null -> null;
            case AliasName alias -> alias;
            default -> throw Targets.invalid("A function URL belongs to a function or to an alias, not to a version.");
        };
    }

    private static Cors cors(Input input) {
        return new Cors(
                input.has("AllowCredentials") ? (Boolean) input.flag("AllowCredentials") : null,
                input.list("AllowHeaders"),
                input.list("AllowMethods"),
                input.list("AllowOrigins"),
                input.list("ExposeHeaders"),
                input.has("MaxAge") ? (Integer) input.number("MaxAge").getAsInt() : null);
    }

    private ObjectNode json(FunctionUrl url) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("FunctionUrl", endpoint.apply(url.id()));
        json.put("FunctionArn", url.arn().toString());
        json.put("AuthType", url.authType().name());
        if (url.cors() != null) cors(url.cors(), json.putObject("Cors"));
        json.put("CreationTime", url.created().toString());
        json.put("LastModifiedTime", url.modified().toString());
        json.put("InvokeMode", url.invokeMode().name());
        return json;
    }

    private static void cors(Cors cors, ObjectNode json) {
        if (cors.allowCredentials() != null) json.put("AllowCredentials", cors.allowCredentials());
        texts(json, "AllowHeaders", cors.allowHeaders());
        texts(json, "AllowMethods", cors.allowMethods());
        texts(json, "AllowOrigins", cors.allowOrigins());
        texts(json, "ExposeHeaders", cors.exposeHeaders());
        if (cors.maxAge() != null) json.put("MaxAge", cors.maxAge());
    }

    private static void texts(ObjectNode json, String member, List<String> texts) {
        if (!texts.isEmpty()) texts.forEach(json.putArray(member)::add);
    }
}
