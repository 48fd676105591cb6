package app;

import static dev.samovar.api.Isolation.IN_PROCESS;

import dev.samovar.Samovar;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Accepted;
import dev.samovar.api.InvocationResult.DryRun;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.Payload;
import java.nio.file.Path;

/// A product that runs functions: one from a jar, one of its own.
public final class Host {
    private Host() {}

    /// Runs both.
    ///
    /// @param args the jar of the example function, or nothing for the one beside this project
    public static void main(String[] args) {
        var jar = Path.of(args.length > 0 ? args[0] : "../java-hello/target/java-hello.jar");
        try (var runtime = Samovar.builder().isolation(IN_PROCESS).concurrency(100).build()) {
            runtime.put(FunctionSpec.java("hello", jar).handler("hello.Hello"));
            runtime.alias("hello", "live").to(runtime.publish("hello"));
            switch (runtime.invoke("hello:live", Event.json("{\"name\":\"tea\"}")).result()) {
                case Returned(var payload) -> System.out.println(payload.text());
                case Refused(var refusal) -> System.out.println(refusal.code() + ": " + refusal.message());
                case Failed(var fault) -> System.out.println(fault.errorType() + ": " + fault.errorMessage());
                case Accepted _, DryRun _ -> {}
            }
            runtime.create("own", (event, context) -> Payload.json("{\"version\":\"" + context.functionVersion() + "\"}"));
            System.out.println(runtime.invoke("own", Event.EMPTY).orThrow().text());
        }
    }
}
