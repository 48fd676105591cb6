package dev.samovar.core.simulation;

import static dev.samovar.api.EnvironmentState.BLANK;
import static dev.samovar.api.EnvironmentState.BUSY;
import static dev.samovar.api.EnvironmentState.IDLE;
import static dev.samovar.api.EnvironmentState.INITIALISING;
import static dev.samovar.api.EnvironmentState.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.ProvisionedConcurrency.Status;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.api.Version;
import dev.samovar.core.Engine;
import dev.samovar.core.pool.PoolOptions;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of environments on a virtual clock, as `invoke.md` section 5 and `concurrency.md` section
/// 3 have it.
final class EnvironmentLifeTest {
    private static final FunctionName F = new FunctionName("f");

    @TempDir
    Path directory;

    private final Simulation world = new Simulation(1);
    private final ScriptedBridge bridge = new ScriptedBridge(world);
    private final MemoryLogStore logs = new MemoryLogStore(1 << 20, () -> Instant.EPOCH);
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        start(new PoolOptions(Duration.ofMinutes(10), Long.MAX_VALUE, 0));
    }

    private void start(PoolOptions pool) throws IOException {
        var engines = new SimulatedEngines(world, directory.resolve("engine"));
        engines.pool = pool;
        engines.logs = logs;
        engine = engines.start(bridge);
        Files.createDirectories(directory.resolve("code"));
        Files.writeString(directory.resolve("code/file"), "text");
        engine.control()
                .createFunction(
                        FunctionSpec.of("f", new RuntimeId("scripted"), new Code.OnDisk(directory.resolve("code")))
                                .handler("any"));
        settle();
    }

    @AfterEach
    void end() {
        world.end();
    }

    private void settle() {
        world.run(Duration.ofSeconds(1));
    }

    private Later invoke(String ref, String event) {
        return begin(InvocationRequest.of(FunctionRef.parse(ref), Event.json(event)));
    }

    private Later begin(InvocationRequest request) {
        var later = new Later();
        engine.start(request, invocation -> later.invocation = invocation);
        return later;
    }

    private static final class Later {
        private Invocation invocation;

        String text() {
            return invocation.orThrow().text();
        }

        Fault fault() {
            return ((Failed) invocation.result()).fault();
        }
    }

    private List<EnvironmentState> states() {
        return engine.snapshot().environments().stream()
                .map(RuntimeSnapshot.Environment::state)
                .toList();
    }

    private List<String> logLines() {
        var group = "/aws/lambda/f";
        return logs.streams(group).stream()
                .flatMap(stream -> logs.events(group, stream).stream())
                .map(LogEvent::message)
                .toList();
    }

    @Test
    void reusesAWarmEnvironmentAndTheMostRecentlyUsedOneFirst() {
        var first = invoke("f", "100");
        var second = invoke("f", "200");
        settle();
        var third = invoke("f", "1");
        settle();

        assertThat(third.text())
                .as("the one that was idle last")
                .isEqualTo(second.text())
                .isNotEqualTo(first.text());
        assertThat(bridge.started()).isEqualTo(2);
    }

    @Test
    void endsAnEnvironmentThatWasIdleForTheKeepAlive() {
        invoke("f", "1");
        world.run(Duration.ofMinutes(9));
        assertThat(states()).containsExactly(IDLE);

        world.run(Duration.ofMinutes(2));
        assertThat(states()).isEmpty();
    }

    @Test
    void startsAFreshEnvironmentWhenAsked() {
        invoke("f", "1");
        settle();
        begin(InvocationRequest.of(FunctionRef.of(F), Event.EMPTY).freshEnvironment(true));
        settle();

        assertThat(bridge.started()).isEqualTo(2);
    }

    @Test
    void preparesBlanksAndSpecialisesThem() throws IOException {
        start2WithBlanks(2);
        assertThat(states()).containsExactly(BLANK, BLANK);

        invoke("f", "1");
        settle();

        assertThat(states()).containsExactlyInAnyOrder(IDLE, BLANK, BLANK);
    }

    @Test
    void theNextBlankDoesNotCompeteWithTheRequestThatTookTheLast() throws IOException {
        start2WithBlanks(1);
        bridge.initDuration = "100";

        invoke("f", "1");
        world.run(Duration.ofMillis(10));
        assertThat(states()).containsExactly(INITIALISING);

        world.run(Duration.ofMillis(20));
        assertThat(states())
                .as("nor does it wait for one that takes long")
                .containsExactlyInAnyOrder(INITIALISING, BLANK);
    }

    @Test
    void requestsWithoutAPauseDoNotPutTheNextBlankOff() throws IOException {
        start2WithBlanks(1);
        bridge.initDuration = "100";

        for (int i = 0; i < 3; i++) {
            invoke("f", "1");
            world.run(Duration.ofMillis(9));
        }

        assertThat(states()).containsOnlyOnce(BLANK).contains(INITIALISING);
    }

    @Test
    void onlyBlanksArePrepared() throws IOException {
        invoke("f", "{}");
        settle();
        assertThat(bridge.prepared).isZero();

        start2WithBlanks(2);
        assertThat(bridge.prepared).isEqualTo(2);
    }

    @Test
    void aBlankThatCannotBePreparedIsReplacedWhenOneIsAskedFor() throws IOException {
        bridge.failure = Optional.of(new StackOverflowError("on purpose"));
        start2WithBlanks(1);
        assertThat(states()).isEmpty();

        var later = invoke("f", "{}");
        settle();
        assertThat(later.text()).isNotEmpty();
        assertThat(states()).containsExactlyInAnyOrder(IDLE, BLANK);
    }

    private void start2WithBlanks(int blanks) throws IOException {
        start(new PoolOptions(Duration.ofMinutes(10), Long.MAX_VALUE, blanks));
    }

    @Test
    void endsTheLongestIdleBeyondTheMemoryBudget() throws IOException {
        start(new PoolOptions(Duration.ofMinutes(10), 256, 0));
        engine.control().publishVersion(F, null, null, null);
        invoke("f", "10");
        invoke("f", "20");
        settle();
        assertThat(states()).hasSize(2);

        invoke("f:1", "10");
        settle();

        assertThat(states()).containsExactly(IDLE, IDLE);
    }

    @Test
    void aFreshEnvironmentTakesThePlaceOfAnIdleOne() {
        for (int i = 0; i < 5; i++) {
            begin(InvocationRequest.of(FunctionRef.of(F), Event.EMPTY).freshEnvironment(true));
            settle();
        }

        assertThat(bridge.started()).isEqualTo(5);
        assertThat(states()).containsExactly(IDLE);
    }

    @Test
    void retiresOldEnvironmentsWhenTheFunctionIsUpdated() {
        invoke("f", "1");
        settle();
        var late = invoke("f", "3000");
        world.run(Duration.ofMillis(100));
        engine.control()
                .updateFunctionConfiguration(F, spec -> spec.description("new").timeout(Duration.ofSeconds(9)), null);
        settle();
        assertThat(states()).as("the busy one goes on").containsExactly(BUSY);

        world.run(Duration.ofSeconds(5));
        assertThat(late.invocation.result()).isNotNull();
        assertThat(states()).isEmpty();
    }

    @Test
    void reportsTheInitialisationOfAColdStartAlone() {
        bridge.initDuration = "500";
        var cold = invoke("f", "100");
        settle();
        var warm = invoke("f", "100");
        settle();

        var report = cold.invocation.report().orElseThrow();
        assertThat(report.optionalInit().orElseThrow()).isBetween(Duration.ofMillis(500), Duration.ofMillis(501));
        assertThat(report.duration()).isEqualTo(Duration.ofMillis(100));
        assertThat(report.billedMillis()).isEqualTo(600);
        assertThat(warm.invocation.report().orElseThrow().optionalInit()).isEmpty();
    }

    @Test
    void answersAtTheDeadlineAndInitialisesAgainInTheSameSandbox() {
        var late = invoke("f", "60000");
        world.run(Duration.ofMillis(3200));

        assertThat(late.fault().kind()).isEqualTo(Fault.Kind.TIMEOUT);
        assertThat(late.invocation.report().orElseThrow().duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(states()).containsExactly(RESET);
        var next = invoke("f", "1");
        settle();
        assertThat(next.text()).isEqualTo("\"2\"");
        assertThat(next.invocation.report().orElseThrow().duration())
                .as("the second initialisation counts in the duration")
                .isBetween(Duration.ofMillis(11), Duration.ofMillis(12));
        assertThat(logs.streams("/aws/lambda/f")).as("the same sandbox").hasSize(1);
        assertThat(logLines())
                .filteredOn(line -> line.startsWith("REPORT"))
                .first()
                .asString()
                .endsWith("Status: timeout\t\n");
    }

    @Test
    void initialisesAgainInsideTheInvocationWhenTheInitLimitPassed() {
        bridge.initDuration = "11000";
        var call = invoke("f", "1");
        world.run(Duration.ofMillis(10_500));
        bridge.initDuration = "20";
        world.run(Duration.ofSeconds(5));

        assertThat(call.fault().kind())
                .as("the second one was begun while it was still slow")
                .isEqualTo(Fault.Kind.TIMEOUT);
        assertThat(logLines())
                .anyMatch(line -> line.matches(
                        "INIT_REPORT Init Duration: 100\\d\\d\\.\\d\\d ms\tPhase: init\tStatus: timeout\n"));
    }

    @Test
    void killsAnInitialisationAgainUntilItWouldHaveTimedOutInTheInvocation() {
        bridge.initDuration = "60000";
        bridge.deaf = 5;
        var call = invoke("f", "1");
        world.run(Duration.ofMillis(10_050));
        bridge.initDuration = "20";
        world.run(Duration.ofMillis(1_500));

        assertThat(call.text()).as("the second instance answers").isEqualTo("\"2\"");
    }

    @Test
    void answersWhenAnInitialisationNeverEnds() {
        bridge.initDuration = "60000";
        bridge.deaf = Integer.MAX_VALUE;
        var call = invoke("f", "1");
        world.run(Duration.ofMillis(12_900));
        assertThat(call.invocation).isNull();

        world.run(Duration.ofMillis(200));
        assertThat(call.fault().kind()).isEqualTo(Fault.Kind.TIMEOUT);
        assertThat(call.fault().errorMessage()).endsWith("Task timed out after 3.00 seconds");
        assertThat(call.invocation.report().orElseThrow().duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void saysWhatFailedInTheOrderOfLambda() {
        bridge.initDuration = "fail";
        var call = invoke("f", "1");
        settle();

        assertThat(call.fault().payload().text()).isEqualTo("{\"broken\":true}");
        assertThat(logLines())
                .extracting(line -> line.replaceAll("(?s)[ \t].*", "")
                        + (line.contains("Phase: init") ? " init" : "")
                        + (line.contains("Phase: invoke") ? " invoke" : ""))
                .containsExactly(
                        "INIT_START", "INIT_REPORT init", "INIT_REPORT invoke", "START", "RequestId:", "END", "REPORT");
        assertThat(states()).as("the sandbox is discarded").isEmpty();
    }

    @Test
    void keepsProvisionedEnvironmentsReadyBeforeTheFirstRequest() {
        engine.control().publishVersion(F, null, null, null);
        settle();
        bridge.initDuration = "100";
        var asked = engine.control().putProvisionedConcurrency(F, Version.of(1), 2);
        assertThat(asked.status()).isEqualTo(Status.IN_PROGRESS);
        settle();

        var ready = engine.control().getProvisionedConcurrency(F, Version.of(1));
        assertThat(ready.status()).isEqualTo(Status.READY);
        assertThat(ready.available()).isEqualTo(2);
        assertThat(states()).containsExactly(IDLE, IDLE);
        var warm = invoke("f:1", "500");
        invoke("f:1", "500");
        var spilled = invoke("f:1", "500");
        settle();
        assertThat(warm.invocation.report().orElseThrow().optionalInit()).isEmpty();
        assertThat(spilled.invocation.report().orElseThrow().optionalInit()).isPresent();
        world.run(Duration.ofMinutes(20));
        assertThat(states()).as("provisioned ones stay").containsExactly(IDLE, IDLE);
        engine.control().deleteProvisionedConcurrency(F, Version.of(1));
        settle();
        assertThat(states()).isEmpty();
    }

    @Test
    void saysThatProvisioningFailed() {
        engine.control().publishVersion(F, null, null, null);
        settle();
        bridge.initDuration = "fail";
        engine.control().putProvisionedConcurrency(F, Version.of(1), 2);
        settle();

        var failed = engine.control().getProvisionedConcurrency(F, Version.of(1));
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.statusReason()).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        assertThat(failed.allocated()).isZero();
        assertThat(states()).isEmpty();
    }

    /// The order that was recorded on AWS: R = 1, P(v1) = 1, then `$LATEST` is throttled and version 1 runs.
    @Test
    void throttlesLatestWhenAllThatIsReservedIsProvisioned() {
        engine.control().publishVersion(F, null, null, null);
        settle();
        engine.control().putFunctionConcurrency(F, 1);
        engine.control().putProvisionedConcurrency(F, Version.of(1), 1);
        settle();

        var latest = invoke("f", "1");
        var first = invoke("f:1", "1");
        settle();

        assertThat(((Refused) latest.invocation.result()).refusal().reason())
                .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
        assertThat(first.text()).isNotNull();
    }

    @Test
    void keepsAPackageUntilItsLastEnvironmentIsGone() throws IOException {
        var old = invoke("f", "2000");
        world.run(Duration.ofMillis(100));
        Files.writeString(directory.resolve("code/file"), "other");
        engine.control().updateFunctionCode(F, new Code.OnDisk(directory.resolve("code")), null);
        world.run(Duration.ofMillis(900));
        assertThat(unpacked()).as("the old one runs still").isEqualTo(2);
        world.run(Duration.ofSeconds(6));
        assertThat(old.text()).isEqualTo("\"1\"");
        assertThat(unpacked()).isEqualTo(1);

        engine.control().publishVersion(F, null, null, null);
        settle();
        var fresh = invoke("f", "1");
        settle();
        assertThat(fresh.text()).isEqualTo("\"2\"");
        engine.control().deleteFunction(FunctionRef.of(F));
        settle();
        assertThat(unpacked()).isZero();
        assertThat(directory.resolve("engine/sandboxes"))
                .satisfiesAnyOf(
                        sandboxes -> assertThat(sandboxes).doesNotExist(),
                        sandboxes -> assertThat(sandboxes).isEmptyDirectory());
    }

    private long unpacked() throws IOException {
        try (var packages = Files.list(directory.resolve("engine/code"))) {
            return packages.count();
        }
    }
}
