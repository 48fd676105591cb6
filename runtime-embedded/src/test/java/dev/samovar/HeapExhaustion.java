package dev.samovar;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import java.nio.file.Path;
import java.time.Duration;

/// The host in which [HeapExhaustionTest] fills the heap.
final class HeapExhaustion {
    private HeapExhaustion() {}

    /// Fills it twice, with an invocation after each.
    ///
    /// @param arguments the jar and the way in which its handler fills the heap
    public static void main(String[] arguments) {
        try (var runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build()) {
            runtime.create(FunctionSpec.java("hog", Path.of(arguments[0]))
                    .handler("app.Hog::fill")
                    .timeout(Duration.ofMinutes(1)));
            for (var turn : new String[] {"first", "second", "third", "fourth"}) {
                var fills = turn.equals("first") || turn.equals("third");
                var event = Event.json("\"" + (fills ? arguments[1] : "tell") + "\"");
                System.out.println(turn + ": " + told(runtime.invoke("hog", event)));
            }
            var snapshot = runtime.snapshot();
            System.out.println("inFlight: " + snapshot.inFlight() + ", quarantined: " + snapshot.quarantined());
        }
    }

    private static String told(Invocation invocation) {
        return invocation.result() instanceof Failed(var fault)
                ? fault.errorType() + ", " + fault.errorMessage()
                : invocation.orThrow().text();
    }
}
