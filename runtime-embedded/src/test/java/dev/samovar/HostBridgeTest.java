package dev.samovar;

import dev.samovar.api.Context;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.testkit.BridgeContract;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Handlers of the host keep the promises of every bridge, but those of isolation.
final class HostBridgeTest extends BridgeContract {
    private static final ObjectMapper JSON = JsonMapper.shared();

    @Override
    protected FunctionRuntime runtime() {
        return Samovar.builder().isolation(Isolation.IN_PROCESS).build();
    }

    @Override
    protected FunctionSpec function(String name) {
        var count = new AtomicInteger();
        return FunctionSpec.host(name, (event, context) -> obey(event, context, count));
    }

    private static Payload obey(Event event, Context context, AtomicInteger count) throws InterruptedException {
        var members = JSON.readTree(event.toByteArray());
        var text = members.get("text").asString();
        return switch (members.get("do").asString()) {
            case "echo" -> json(text);
            case "fail" -> throw new IllegalStateException(text);
            case "count" -> json(count.incrementAndGet());
            case "log" -> {
                context.logger().log(text + "\n");
                yield Payload.NULL;
            }
            case "variable" -> json(context.environment().getOrDefault(text, ""));
            case "large" -> json("x".repeat(7_000_000));
            case "wait" -> {
                new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
                yield Payload.NULL;
            }
            default -> Payload.NULL;
        };
    }

    private static Payload json(Object value) {
        return Payload.json(JSON.writeValueAsString(value));
    }
}
