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

/// A bridge whose functions do what the seed says: answer, fail, hang, exit, crash, at every step.
final class FakeBridge implements Bridge {
    private final Simulation world;
    private final double trouble;
    int live;

    /// @param trouble how often something goes wrong, 0.0 to 1.0
    FakeBridge(Simulation world, double trouble) {
        this.world = world;
        this.trouble = trouble;
    }

    private boolean trouble() {
        return world.random().nextDouble() < trouble;
    }

    @Override
    public String engine() {
        return "fake";
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
        return Optional.of("everything runs here");
    }

    @Override
    public Program prepare(Deployment deployment) {
        return new FakeProgram(deployment.spec());
    }

    @Override
    public Instance start(BlankKey key) throws InitException {
        if (trouble()) throw new InitException(fault("fake.DidNotStart"));
        return new FakeInstance();
    }

    @Override
    public void close() {}

    private static Fault fault(String type) {
        return new Fault(Fault.Kind.INIT, type, "on purpose", Payload.json("{}"));
    }

    private record FakeProgram(FunctionSpec spec) implements Program {
        @Override
        public BlankKey blankKey() {
            return new BlankKey(Isolation.IN_PROCESS, new RuntimeId("fake"), 0, Map.of());
        }

        @Override
        public void close() {}
    }

    private final class FakeInstance implements Instance {
        private final Simulation.Nap nap = new Simulation.Nap();
        private boolean killed;
        private boolean closed;
        private String version = "";

        FakeInstance() {
            live++;
        }

        @Override
        public void specialise(Program program, Sandbox sandbox) throws InitException {
            version = sandbox.version().version().toString();
            work(
                    trouble()
                            ? Duration.ofSeconds(60)
                            : Duration.ofMillis(world.random().nextInt(50)));
            if (killed || trouble()) throw new InitException(fault("fake.InitFailed"));
        }

        @Override
        public boolean invoke(RuntimeInvocation invocation, Reply reply) {
            work(
                    trouble()
                            ? Duration.ofSeconds(2 + world.random().nextInt(60))
                            : Duration.ofMillis(world.random().nextInt(300)));
            if (trouble()) throw new IllegalStateException("the bridge itself failed on purpose");
            if (trouble()) return true;
            if (trouble()) reply.failed(new Fault(Fault.Kind.HANDLER, "fake.Thrown", "on purpose", Payload.json("{}")));
            else reply.returned(Payload.json("\"" + version + "\""));
            if (trouble()) reply.deliver();
            return !killed && !trouble();
        }

        private void work(Duration time) {
            world.sleep(time, nap);
        }

        /// Sometimes the instance does not listen.
        @Override
        public void kill() {
            killed = true;
            if (!trouble()) nap.cut();
        }

        @Override
        public void close() {
            if (!closed) live--;
            closed = true;
        }
    }
}
