package dev.samovar.cli.deploy;

import dev.samovar.api.FunctionRuntimeException;
import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.endpoint.LambdaPaths;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Waits until a function has taken what it was told.
final class Settled {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Settled() {}

    /// @return its configuration
    /// @throws FunctionRuntimeException if it did not take it
    static JsonNode await(Endpoint endpoint, String function) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var now = endpoint.get(LambdaPaths.configuration(function, null));
            var state = now.path("State").asString("Active");
            var update = now.path("LastUpdateStatus").asString("Successful");
            if (state.equals("Failed")) throw failed(function, now.path("StateReason"));
            if (update.equals("Failed")) throw failed(function, now.path("LastUpdateStatusReason"));
            if (!state.equals("Pending") && !update.equals("InProgress")) return now;
            pause();
        }
        throw new FunctionRuntimeException(
                function + " was not ready within " + PATIENCE.toMinutes() + " minutes", null);
    }

    private static FunctionRuntimeException failed(String function, JsonNode reason) {
        return new FunctionRuntimeException(function + " failed: " + reason.asString("no reason was given"), null);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionRuntimeException("interrupted", e);
        }
    }
}
