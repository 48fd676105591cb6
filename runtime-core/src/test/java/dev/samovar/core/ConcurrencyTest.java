package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.Control;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.Payload;
import dev.samovar.api.ProvisionedConcurrency.Status;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.api.Version;
import dev.samovar.core.governor.GovernorLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reserved and provisioned concurrency through the control operations, as `concurrency.md` sections 2 to
/// 4 have them.
final class ConcurrencyTest {
    private static final FunctionName F = new FunctionName("f");
    private static final FunctionName G = new FunctionName("g");
    private static final AliasName LIVE = new AliasName("live");
    private static final Version ONE = Version.of(1);
    private static final Version TWO = Version.of(2);

    @TempDir
    Path directory;

    private TestEngines options;
    private Engine engine;

    @BeforeEach
    void start() {
        options = new TestEngines(directory);
        engine = options.start();
        for (var name : new FunctionName[] {F, G}) {
            engine.create(name.value(), (event, context) -> Payload.json("1"));
            engine.publish(name.value());
            engine.update(
                    engine.control().getFunction(FunctionRef.of(name)).spec().description("changed"));
            engine.publish(name.value());
        }
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private Control control() {
        return engine.control();
    }

    private static void refused(int status, String message, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(RequestRefusedException.class, e -> {
            assertThat(e.refusal().message()).isEqualTo(message);
            assertThat(e.refusal().status()).isEqualTo(status);
        });
    }

    private void ready(FunctionName function, Qualifier qualifier, int units) {
        await().untilAsserted(() -> {
            var now = control().getProvisionedConcurrency(function, qualifier);
            assertThat(now.status()).isEqualTo(Status.READY);
            assertThat(now.available()).isEqualTo(units);
        });
    }

    private long environments(String version) {
        return engine.snapshot().environments().stream()
                .filter(environment -> environment.function().equals(version))
                .filter(RuntimeSnapshot.Environment::provisioned)
                .count();
    }

    private long ids(String version) {
        return engine.snapshot().environments().stream()
                .filter(environment -> environment.function().equals(version))
                .mapToLong(RuntimeSnapshot.Environment::id)
                .sum();
    }

    // --- the checks

    @Test
    void reservingIsCheckedInLambdasOrderAndWords() {
        var nobody = new FunctionName("nobody");
        refused(
                404,
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody:$LATEST",
                () -> control().putFunctionConcurrency(nobody, -1));
        refused(
                400,
                "1 validation error detected: Value '-1' at 'reservedConcurrentExecutions' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 0",
                () -> control().putFunctionConcurrency(F, -1));
        control().putFunctionConcurrency(G, 500);
        refused(
                400,
                "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution"
                        + " below its minimum value of [100].",
                () -> control().putFunctionConcurrency(F, 401));
        control().putFunctionConcurrency(F, 400);
        assertThat(control().accountSettings().unreservedConcurrentExecutions()).isEqualTo(100);

        control().putProvisionedConcurrency(F, ONE, 2);
        refused(
                400,
                " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
                () -> control().putFunctionConcurrency(F, 1));
        assertThat(control().getFunctionConcurrency(F)).hasValue(400);
        control().deleteFunctionConcurrency(F);
        assertThat(control().getFunctionConcurrency(F)).isEmpty();
    }

    @Test
    void provisioningIsCheckedInLambdasWords() {
        refused(
                400,
                "1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 1",
                () -> control().putProvisionedConcurrency(F, ONE, 0));
        refused(
                400,
                "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
                () -> control().putProvisionedConcurrency(F, Version.LATEST, 1));
        refused(
                404,
                "Cannot find alias arn: arn:aws:lambda:us-east-1:000000000000:function:f:live",
                () -> control().putProvisionedConcurrency(F, LIVE, 1));
        refused(
                404,
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:10",
                () -> control().putProvisionedConcurrency(F, Version.of(10), 1));
        control().putFunctionConcurrency(G, 100);
        refused(
                400,
                "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [900].",
                () -> control().putProvisionedConcurrency(F, ONE, 901));
        refused(
                400,
                "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its"
                        + " minimum value of [100].",
                () -> control().putProvisionedConcurrency(F, ONE, 801));
        refused(
                400,
                "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
                () -> control().putProvisionedConcurrency(G, ONE, 101));
        control().putProvisionedConcurrency(G, TWO, 1);
        refused(
                400,
                "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
                () -> control().putProvisionedConcurrency(G, ONE, Integer.MAX_VALUE));
        refused(
                404,
                "No Provisioned Concurrency Config found for this function",
                () -> control().getProvisionedConcurrency(F, ONE));
        refused(
                404,
                "Cannot find alias arn: arn:aws:lambda:us-east-1:000000000000:function:f:live",
                () -> control().getProvisionedConcurrency(F, LIVE));
        refused(
                404,
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:10",
                () -> control().deleteProvisionedConcurrency(F, Version.of(10)));
        refused(
                400,
                "The function resource provided must be an alias or a published version.",
                () -> control().getProvisionedConcurrency(F, Version.LATEST));
        control().deleteProvisionedConcurrency(F, ONE);
    }

    @Test
    void aVersionIsProvisionedDirectlyOrThroughAnAlias() {
        engine.alias("f", "live").to(ONE);
        engine.alias("f", "next").to(TWO);
        control().putProvisionedConcurrency(F, LIVE, 1);
        refused(
                409,
                "Version is pointed by a Provisioned Concurrency alias",
                () -> control().putProvisionedConcurrency(F, ONE, 1));
        control().putProvisionedConcurrency(F, TWO, 1);
        var already = "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version";
        refused(409, already, () -> control().putProvisionedConcurrency(F, new AliasName("next"), 1));
        refused(409, already, () -> engine.alias("f", "live").to(TWO));
        refused(409, already, () -> engine.alias("f", "live").to(ONE, TWO, 0.5));
        refused(
                400,
                "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
                () -> engine.alias("f", "live").to(Version.LATEST));
        assertThat(control().getAlias(F, LIVE).version()).isEqualTo(ONE);
        engine.alias("f", "latest").to(Version.LATEST);
        refused(
                400,
                "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
                () -> control().putProvisionedConcurrency(F, new AliasName("latest"), 1));
    }

    // --- what is kept ready

    @Test
    void aChangeKeepsTheEnvironmentsThatFit() {
        engine.alias("f", "live").to(ONE);
        control().putProvisionedConcurrency(F, LIVE, 2);
        ready(F, LIVE, 2);
        long before = ids("f:1");

        control().updateAlias(F, LIVE, alias -> new Alias(LIVE, ONE, null, "described", alias.revisionId()), null);
        assertThat(control().getProvisionedConcurrency(F, LIVE).available()).isEqualTo(2);
        control().putProvisionedConcurrency(F, LIVE, 3);
        ready(F, LIVE, 3);
        control().putProvisionedConcurrency(F, LIVE, 2);
        await().untilAsserted(() -> assertThat(environments("f:1")).isEqualTo(2));
        control().putProvisionedConcurrency(F, LIVE, 2);
        assertThat(control().getProvisionedConcurrency(F, LIVE).status()).isEqualTo(Status.READY);

        assertThat(ids("f:1")).as("the first environments were never replaced").isEqualTo(before);
        assertThat(engine.snapshot().claimed()).isEqualTo(2);
    }

    @Test
    void provisionedEnvironmentsFollowTheirAlias() {
        engine.alias("f", "live").to(ONE);
        control().putProvisionedConcurrency(F, LIVE, 4);
        ready(F, LIVE, 4);

        engine.alias("f", "live").to(ONE, TWO, 0.25);
        ready(F, LIVE, 4);
        await().untilAsserted(() -> {
            assertThat(environments("f:1")).isEqualTo(3);
            assertThat(environments("f:2")).isEqualTo(1);
        });
        engine.alias("f", "live").to(TWO);
        ready(F, LIVE, 4);
        await().untilAsserted(() -> assertThat(environments("f:1")).isZero());
        assertThat(engine.invoke("f:live", Event.EMPTY).report().orElseThrow().optionalInit())
                .as("it was ready")
                .isEmpty();

        engine.delete("f:live");
        await().untilAsserted(() -> assertThat(engine.snapshot().environments()).isEmpty());
        assertThat(engine.snapshot().claimed()).isZero();
    }

    @Test
    void aDeletedVersionTakesItsProvisionedEnvironmentsAlong() {
        control().putProvisionedConcurrency(F, ONE, 3);
        ready(F, ONE, 3);

        engine.delete("f:1");

        await().untilAsserted(() -> assertThat(engine.snapshot().environments()).isEmpty());
        assertThat(engine.snapshot().claimed()).isZero();
        assertThat(control().listProvisionedConcurrency(F)).isEmpty();
    }

    @Test
    void aLostEnvironmentIsReplaced() {
        var stuck = new CountDownLatch(1);
        engine.create(FunctionSpec.host("stuck", (event, context) -> {
                    while (event.text().equals("true") && stuck.getCount() > 0) LockSupport.parkNanos(1_000_000);
                    return Payload.json("1");
                })
                .timeout(Duration.ofSeconds(1)));
        engine.publish("stuck");
        var name = new FunctionName("stuck");
        control().putProvisionedConcurrency(name, ONE, 1);
        ready(name, ONE, 1);

        engine.invoke("stuck:1", Event.json("true"));
        assertThat(engine.snapshot().quarantined()).isEqualTo(1);

        ready(name, ONE, 1);
        await().untilAsserted(() -> assertThat(environments("stuck:1")).isEqualTo(1));
        stuck.countDown();
        await().untilAsserted(() -> assertThat(engine.snapshot().inFlight()).isZero());
        assertThat(engine.invoke("stuck:1", Event.EMPTY).report().orElseThrow().optionalInit())
                .isEmpty();
    }

    @Test
    void whatIsReservedAndProvisionedIsWithheldAtOnce() {
        control().putFunctionConcurrency(F, 1);
        control().putProvisionedConcurrency(F, ONE, 1);

        assertThat(engine.invoke("f", Event.EMPTY).result())
                .as("while it is allocated")
                .isInstanceOf(Refused.class);
        ready(F, ONE, 1);
        assertThat(engine.invoke("f", Event.EMPTY).result())
                .as("and after")
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason())
                                .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded"));
        assertThat(engine.invoke("f:1", Event.EMPTY).orThrow().text()).isEqualTo("1");
    }

    // --- the rate rule

    @Test
    void theRateRuleCountsProvisionedEnvironmentsAndNamesTheRightReason() {
        engine.close();
        options.limits = new GovernorLimits(1000, 100, 1000, 10, 10);
        options.directory = directory.resolve("second");
        engine = options.start();
        engine.create("f", (event, context) -> Payload.json("1"));
        engine.publish("f");
        control().putProvisionedConcurrency(F, ONE, 1);
        ready(F, ONE, 1);

        int ran = 0;
        while (engine.invoke("f:1", Event.EMPTY).result() instanceof InvocationResult.Returned) ran++;
        assertThat(ran).isGreaterThanOrEqualTo(10).isLessThan(1000);

        control().deleteProvisionedConcurrency(F, ONE);
        control().putFunctionConcurrency(F, 0);
        assertThat(engine.invoke("f", Event.EMPTY).result())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason())
                                .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded"));
    }
}
