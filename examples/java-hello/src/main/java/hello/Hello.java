package hello;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Greets whom the event names.
public final class Hello implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var name = String.valueOf(event.getOrDefault("name", "world"));
        context.getLogger().log("greeting " + name);
        return Map.of("greeting", "Hello, " + name + "!");
    }
}
