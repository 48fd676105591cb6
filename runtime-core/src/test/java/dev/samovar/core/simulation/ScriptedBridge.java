package dev.samovar.core.simulation;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.RuntimeId;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A bridge whose functions do what a test says: the event is how many milliseconds an invocation takes, and
/// `initDuration` how many an initialisation takes, or `fail`. The answer is the number of the instance.
final class ScriptedBridge implements Bridge {
    private final Simulation world;
    private final String engine;
    private final AtomicInteger instances = new AtomicInteger();
    String initDuration = "10";

    /// How often an instance does not listen when it is killed.
    int deaf;

    /// What it has against every package, and what against every function that ran; empty if nothing.
    String objectionToPackages = "";

    String objectionToFunctions = "";
    int programs;

    /// How many instances were prepared as blanks, and what the next one fails with instead.
    int prepared;

    Optional<Error> failure = Optional.empty();

    ScriptedBridge(Simulation world) {
        this(world, "scripted");
    }

    ScriptedBridge(Simulation world, String engine) {
        this.world = world;
        this.engine = engine;
    }

    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    int started() {
        return instances.get();
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public Isolation isolation() {
        return Isolation.IN_PROCESS;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.BLANKS);
    }

    @Override
    public Optional<String> claims(FunctionSpec spec) {
        return Optional.of("a test");
    }

    @Override
    public Optional<String> objection(Deployment deployment) {
        return unlessEmpty(objectionToPackages);
    }

    @Override
    public Program prepare(Deployment deployment) {
        programs++;
        return new Program() {
            @Override
            public Optional<String> objection() {
                return unlessEmpty(objectionToFunctions);
            }

            @Override
            public BlankKey blankKey() {
                return new BlankKey(Isolation.IN_PROCESS, new RuntimeId("scripted"), 0, Map.of());
            }

            @Override
            public void close() {
                programs--;
            }
        };
    }

    @Override
    public Instance start(BlankKey key) {
        int number = instances.incrementAndGet();
        return new Instance() {
            private final Simulation.Nap nap = new Simulation.Nap();
            private boolean killed;

            @Override
            public void prepare() {
                prepared++;
                failure.ifPresent(error -> {
                    failure = Optional.empty();
                    throw error;
                });
            }

            @Override
            public void specialise(Program program, Sandbox sandbox) throws InitException {
                if (initDuration.equals("fail"))
                    throw new InitException(
                            new Fault(Fault.Kind.INIT, "test.Broken", "on purpose", Payload.json("{\"broken\":true}")));
                world.sleep(Duration.ofMillis(Long.parseLong(initDuration)), nap);
            }

            @Override
            public boolean invoke(RuntimeInvocation invocation, Reply reply) {
                var event = invocation.event().text();
                world.sleep(Duration.ofMillis(event.equals("{}") ? 1 : Long.parseLong(event)), nap);
                if (!killed) reply.returned(Payload.json("\"" + number + "\""));
                return !killed;
            }

            @Override
            public void kill() {
                killed = true;
                if (deaf > 0) deaf--;
                else nap.cut();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
