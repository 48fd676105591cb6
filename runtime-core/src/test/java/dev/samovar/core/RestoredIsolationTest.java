package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.RuntimeId;
import dev.samovar.core.journal.Journal;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A function that was written down runs under another floor as that floor says, or not at all.
@Timeout(60)
final class RestoredIsolationTest {
    private static final FunctionRef F = FunctionRef.of(new FunctionName("f"));
    private static final Bridge NEAR = new Named("near", Isolation.IN_PROCESS, "");
    private static final Bridge TRUSTED = new Named("far", Isolation.IN_PROCESS, "");
    private static final Bridge SANDBOXED = new Named("far", Isolation.PROCESS, "");

    @TempDir
    private Path directory;

    @BeforeEach
    void code() throws IOException {
        Files.createDirectories(directory.resolve("code"));
        Files.writeString(directory.resolve("code/file"), "text");
    }

    private Engine open(Isolation floor, Bridge... bridges) {
        var options = new TestEngines(directory);
        options.floor = floor;
        options.store = Optional.of(Journal.open(directory.resolve("data")));
        options.bridges.addAll(Arrays.asList(bridges));
        return options.start();
    }

    private FunctionSpec spec() {
        return FunctionSpec.of("f", new RuntimeId("scripted"), new Code.OnDisk(directory.resolve("code")))
                .handler("any");
    }

    private void written(FunctionSpec spec, Bridge by) {
        try (var engine = open(Isolation.IN_PROCESS, by)) {
            engine.create(spec);
            assertThat(invoke(engine)).isEqualTo(new Returned(Payload.json("\"IN_PROCESS\"")));
        }
    }

    private static InvocationResult invoke(Engine engine) {
        return engine.invoke("f", Event.json("{}")).result();
    }

    private static void isRefused(Engine engine, String why) {
        var described = engine.control().getFunction(F);
        assertThat(described.state()).isEqualTo(FunctionState.FAILED);
        assertThat(described.stateReason()).isEqualTo(why);
        assertThat(((Refused) invoke(engine)).refusal().message()).isEqualTo(why);
    }

    @Test
    void anEngineThatIsolatesTooLittleRunsItNoMoreAndSaysSo() {
        written(spec(), NEAR);
        try (var engine = open(Isolation.PROCESS, NEAR, SANDBOXED)) {
            isRefused(
                    engine,
                    "The function was written for engine near, which does not give isolation PROCESS here. An engine that"
                            + " does is looked for when its code is updated.");
        }
    }

    @Test
    void itsEngineRunsItAtTheNewFloor() {
        written(spec(), TRUSTED);
        try (var engine = open(Isolation.PROCESS, TRUSTED, SANDBOXED)) {
            assertThat(invoke(engine)).isEqualTo(new Returned(Payload.json("\"PROCESS\"")));
        }
    }

    @Test
    void oneThatAskedForLessIsNotRunBelowTheFloor() {
        written(spec().isolation(Isolation.IN_PROCESS), TRUSTED);
        try (var engine = open(Isolation.PROCESS, TRUSTED, SANDBOXED)) {
            isRefused(engine, "The function asks for isolation IN_PROCESS, below this runtime's floor PROCESS.");
        }
    }

    @Test
    void anObstacleOfTheMachineIsTheReason() {
        written(spec(), TRUSTED);
        try (var engine =
                open(Isolation.PROCESS, TRUSTED, new Named("far", Isolation.PROCESS, "There is no sandbox here."))) {
            isRefused(engine, "There is no sandbox here.");
        }
    }

    @Test
    void anEngineThatIsNotHereAnyMoreIsNamed() {
        written(spec(), TRUSTED);
        try (var engine = open(Isolation.IN_PROCESS, NEAR)) {
            isRefused(engine, "The function was written for engine far, which is not here.");
        }
    }

    @Test
    void itRunsAgainUnderTheFloorThatItWasWrittenUnder() {
        written(spec(), NEAR);
        try (var engine = open(Isolation.PROCESS, NEAR)) {
            assertThat(invoke(engine)).isInstanceOf(Refused.class);
        }
        try (var engine = open(Isolation.IN_PROCESS, NEAR)) {
            assertThat(invoke(engine)).isEqualTo(new Returned(Payload.json("\"IN_PROCESS\"")));
        }
    }

    @Test
    void newCodeIsGivenAnEngineThatIsolatesEnough() {
        written(spec(), NEAR);
        try (var engine = open(Isolation.PROCESS, NEAR, SANDBOXED)) {
            engine.update(spec());
            assertThat(invoke(engine)).isEqualTo(new Returned(Payload.json("\"PROCESS\"")));
        }
    }

    /// An engine whose functions answer with how they are isolated.
    private record Named(String engine, Isolation isolation, String inTheWay) implements Bridge {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Optional<String> obstacle() {
            return inTheWay.isEmpty() ? Optional.empty() : Optional.of(inTheWay);
        }

        @Override
        public Optional<String> claims(FunctionSpec spec) {
            return Optional.of("a test");
        }

        @Override
        public Program prepare(Deployment deployment) {
            return new Program() {
                @Override
                public BlankKey blankKey() {
                    return new BlankKey(isolation, new RuntimeId("scripted"), 0, Map.of());
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Instance start(BlankKey key) {
            return new Instance() {
                @Override
                public void specialise(Program program, Sandbox sandbox) {}

                @Override
                public boolean invoke(RuntimeInvocation invocation, Reply reply) {
                    reply.returned(Payload.json("\"" + isolation + "\""));
                    return true;
                }

                @Override
                public void kill() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
