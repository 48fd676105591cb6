package dev.samovar.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.api.Version;
import dev.samovar.core.Engine;
import dev.samovar.core.pool.PoolOptions;
import dev.samovar.spi.RuntimeListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which engine runs a function that several could run, and how it moves to another one, on a virtual clock.
final class EngineChoiceTest {
    private static final FunctionRef F = FunctionRef.of(new FunctionName("f"));

    @TempDir
    Path directory;

    private final Simulation world = new Simulation(1);
    private final ScriptedBridge near = new ScriptedBridge(world, "near");
    private final ScriptedBridge far = new ScriptedBridge(world, "far");
    private final List<FunctionVersion> moves = new ArrayList<>();
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        start(new PoolOptions(Duration.ofMinutes(10), Long.MAX_VALUE, 0));
    }

    private void start(PoolOptions pool) throws IOException {
        var engines = new SimulatedEngines(world, directory.resolve("engine"));
        engines.pool = pool;
        engines.listeners = List.of(new RuntimeListener() {
            @Override
            public void engineChanged(FunctionVersion version) {
                moves.add(version);
            }
        });
        engine = engines.start(near, far);
        Files.createDirectories(directory.resolve("code"));
        Files.writeString(directory.resolve("code/file"), "text");
    }

    @AfterEach
    void end() {
        world.end();
    }

    private FunctionSpec spec() {
        return FunctionSpec.of("f", new RuntimeId("scripted"), new Code.OnDisk(directory.resolve("code")))
                .handler("any");
    }

    private FunctionVersion create(FunctionSpec spec) {
        engine.control().createFunction(spec);
        pass();
        return described();
    }

    private FunctionVersion described() {
        return engine.control().getFunction(F);
    }

    private void pass() {
        world.run(Duration.ofSeconds(1));
    }

    private AtomicReference<Invocation> begin(String event) {
        return begin(F, event);
    }

    private AtomicReference<Invocation> begin(FunctionRef function, String event) {
        var answer = new AtomicReference<Invocation>();
        engine.start(InvocationRequest.of(function, Event.json(event)), answer::set);
        return answer;
    }

    private Invocation invoke() {
        return invoke(F);
    }

    private Invocation invoke(FunctionRef function) {
        var answer = begin(function, "{}");
        pass();
        return answer.get();
    }

    private List<String> engines() {
        return engine.snapshot().environments().stream()
                .map(RuntimeSnapshot.Environment::engine)
                .sorted()
                .toList();
    }

    // --- when it is written

    @Test
    void theFirstEngineRunsAPackageThatItHasNothingAgainst() {
        assertThat(create(spec()).engine()).isEqualTo("near");
        assertThat(described().engineReason()).isEqualTo("a test");
    }

    @Test
    void anEngineThatObjectsGivesWayToTheNextAndItsObjectionIsTheReason() {
        near.objectionToPackages = "it needs more";

        assertThat(create(spec()).engine()).isEqualTo("far");
        assertThat(described().engineReason()).isEqualTo("a test, since it needs more");
        assertThat(near.programs).isZero();
    }

    @Test
    void ifAllObjectTheFirstRunsIt() {
        near.objectionToPackages = "it needs more";
        far.objectionToPackages = "it is too much";

        assertThat(create(spec()).engine()).isEqualTo("near");
        assertThat(described().engineReason()).isEqualTo("a test, since it needs more; it is too much");
    }

    @Test
    void aPinnedFunctionIsNotAskedAbout() {
        near.objectionToPackages = "it needs more";

        assertThat(create(spec().engine("near")).engine()).isEqualTo("near");
        assertThat(described().engineReason()).isEqualTo("pinned by the function");
    }

    // --- when blanks wait

    @Test
    void anEngineIsGivenNoBlankOfAnotherWithTheSameKey() throws IOException {
        world.end();
        start(new PoolOptions(Duration.ofMinutes(10), Long.MAX_VALUE, 1));
        create(spec().engine("near"));
        engine.control()
                .createFunction(
                        FunctionSpec.of("g", new RuntimeId("scripted"), new Code.OnDisk(directory.resolve("code")))
                                .handler("any")
                                .engine("far"));
        pass();
        assertThat(engines()).containsExactly("far", "near");

        assertThat(invoke(FunctionRef.of(new FunctionName("g"))).orThrow().text())
                .isEqualTo("\"1\"");
        assertThat(invoke().orThrow().text()).isEqualTo("\"1\"");
        assertThat(engines()).containsExactly("far", "far", "near", "near");
    }

    // --- when it has run

    @Test
    void movesToTheNextEngineWhenTheOneThatRunsItObjects() {
        var before = create(spec());
        near.objectionToFunctions = "it computes much";
        assertThat(invoke().orThrow().text()).isEqualTo("\"1\"");

        assertThat(described().engine()).isEqualTo("far");
        assertThat(described().engineReason()).isEqualTo("a test, since it computes much");
        assertThat(described().revisionId()).isEqualTo(before.revisionId());
        assertThat(moves).containsExactly(described());
        assertThat(engines()).containsExactly("far");
        assertThat(invoke().report().orElseThrow().init()).isNull();
        assertThat(far.started()).isEqualTo(1);
    }

    @Test
    void noRequestWaitsForTheChange() {
        create(spec());
        near.objectionToFunctions = "it computes much";
        far.initDuration = "5000";
        invoke();

        assertThat(invoke().report().orElseThrow().init()).isNull();
        assertThat(described().engine()).isEqualTo("near");
        world.run(Duration.ofSeconds(5));
        assertThat(described().engine()).isEqualTo("far");
        assertThat(invoke().report().orElseThrow().init()).isNull();
        assertThat(engines()).containsExactly("far");
    }

    @Test
    void everyEnvironmentIsReplacedOnceItHasServedAgain() {
        create(spec());
        var first = begin("100");
        var second = begin("100");
        pass();
        assertThat(first.get().orThrow().text())
                .isNotEqualTo(second.get().orThrow().text());
        assertThat(engines()).containsExactly("near", "near");

        near.objectionToFunctions = "it computes much";
        invoke();
        assertThat(engines()).containsExactly("far", "near");
        begin("100");
        begin("100");
        pass();
        assertThat(engines()).containsExactly("far", "far");
    }

    @Test
    void aRequestInFlightEndsWhereItBegan() {
        create(spec());
        var inFlight = begin("2500");
        near.objectionToFunctions = "it computes much";
        invoke();
        assertThat(described().engine()).isEqualTo("far");

        world.run(Duration.ofSeconds(3));
        assertThat(inFlight.get().orThrow().text()).isNotEmpty();
        assertThat(near.started()).isEqualTo(2);
        pass();
        assertThat(engines()).containsExactly("far", "far");
    }

    @Test
    void staysWhenTheOtherEngineCannotInitialiseIt() {
        create(spec());
        near.objectionToFunctions = "it computes much";
        far.initDuration = "fail";
        invoke();

        assertThat(described().engine()).isEqualTo("near");
        assertThat(invoke().orThrow().text()).isEqualTo("\"1\"");
        assertThat(far.started()).isEqualTo(1);
        assertThat(moves).isEmpty();
    }

    @Test
    void staysWhenTheOtherEngineObjectsToThePackage() {
        create(spec());
        near.objectionToFunctions = "it computes much";
        far.objectionToPackages = "it is too much";
        invoke();

        assertThat(described().engine()).isEqualTo("near");
        assertThat(far.started()).isZero();
    }

    @Test
    void aPinnedFunctionStays() {
        create(spec().engine("near"));
        near.objectionToFunctions = "it computes much";
        invoke();

        assertThat(described().engine()).isEqualTo("near");
        assertThat(far.programs).isZero();
    }

    @Test
    void aVersionPublishedAfterTheMoveBeginsOnTheNewEngine() {
        create(spec());
        near.objectionToFunctions = "it computes much";
        invoke();
        engine.control().publishVersion(F.name(), null, null, null);
        pass();

        var published = engine.control().getFunction(FunctionRef.of(F.name(), Version.of(1)));
        assertThat(published.engine()).isEqualTo("far");
        assertThat(far.programs).isEqualTo(2);
    }

    @Test
    void provisionedEnvironmentsAreReplacedOneForOne() {
        create(spec());
        engine.control().publishVersion(F.name(), null, null, null);
        pass();
        engine.control().putProvisionedConcurrency(F.name(), Version.of(1), 2);
        pass();
        near.objectionToFunctions = "it computes much";
        for (int i = 0; i < 2; i++) {
            var ref = FunctionRef.of(F.name(), Version.of(1));
            engine.start(InvocationRequest.of(ref, Event.json("100")), _ -> {});
            engine.start(InvocationRequest.of(ref, Event.json("100")), _ -> {});
            pass();
        }

        assertThat(engines()).containsExactly("far", "far");
        assertThat(engine.control()
                        .getProvisionedConcurrency(F.name(), Version.of(1))
                        .available())
                .isEqualTo(2);
    }

    @Test
    void nothingIsLeftOfAFunctionThatIsDeletedWhileItMoves() {
        create(spec());
        near.objectionToFunctions = "it computes much";
        far.initDuration = "5000";
        invoke();
        engine.control().deleteFunction(F);
        world.run(Duration.ofSeconds(10));

        assertThat(engines()).isEmpty();
        assertThat(near.programs).isZero();
        assertThat(far.programs).isZero();
    }
}
