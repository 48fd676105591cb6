package dev.samovar.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Account;
import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.Code;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Versions, aliases, revisions and states, as `lambda-api.md` sections 2, 5 and 6 have them.
final class RegistryTest {
    private static final FunctionName F = new FunctionName("f");
    private static final AliasName LIVE = new AliasName("live");
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private static final CodeFacts CODE = new CodeFacts("sha-1", "", 10, "fake", "a test");

    private final Registry<String> registry =
            new Registry<>(new Account("aws", "us-east-1", "000000000000"), InstantSource.system(), UUID::randomUUID);

    @BeforeEach
    void create() {
        registry.finish(registry.beginCreate(spec(), CODE), "one");
    }

    private static FunctionSpec spec() {
        return FunctionSpec.of("f", new RuntimeId("java21"), new Code.OnDisk(Path.of("f.jar")))
                .handler("H");
    }

    private Version publish() {
        var begun = begun(registry.beginPublish(latest(), null, null, null));
        registry.finishPublish(begun, "v" + begun.version());
        return begun.version();
    }

    private static FunctionVersion begun(@Nullable FunctionVersion version) {
        if (version == null) throw new AnotherWrite();
        return version;
    }

    /// Another thread wrote between the reading and the writing.
    private static final class AnotherWrite extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void update(String description) {
        var now = registry.describe(FunctionRef.of(F));
        registry.finish(begun(registry.beginUpdate(now, spec().description(description), CODE, null)), description);
    }

    private @Nullable String runs(FunctionRef ref, double draw) {
        return Objects.requireNonNull(registry.resolve(ref, draw)).runnable();
    }

    private FunctionVersion latest() {
        return registry.describe(FunctionRef.of(F));
    }

    @Test
    void aNewFunctionIsPendingThenActive() {
        var begun = registry.beginCreate(FunctionSpec.of("g", new RuntimeId("java21"), spec().code()), CODE);

        assertThat(begun.state()).isEqualTo(FunctionState.PENDING);
        assertThat(begun.stateReason()).isEqualTo("The function is being created.");
        assertThat(runs(FunctionRef.parse("g"), 0.0)).isNull();
        registry.finish(begun, "runs");
        var made = registry.describe(FunctionRef.parse("g"));
        assertThat(made.state()).isEqualTo(FunctionState.ACTIVE);
        assertThat(made.update()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(made.revisionId()).isNotEqualTo(begun.revisionId());
    }

    @Test
    void theOldCodeServesWhileAnUpdateIsUnderWay() {
        var begun = begun(registry.beginUpdate(latest(), spec().description("new"), CODE, null));

        assertThat(latest().update()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(runs(FunctionRef.of(F), 0.0)).isEqualTo("one");
        refused(
                () -> registry.beginUpdate(latest(), spec(), CODE, null),
                409,
                "The operation cannot be performed at this time. An update is in progress for resource: " + ARN);
        assertThat(registry.finish(begun, "two")).isEqualTo("one");
        assertThat(runs(FunctionRef.of(F), 0.0)).isEqualTo("two");
    }

    @Test
    void aFailedUpdateLeavesTheOldCodeServing() {
        var begun = begun(registry.beginUpdate(latest(), spec().description("new"), CODE, null));
        registry.fail(begun, "it does not load");

        assertThat(latest().update()).isEqualTo(UpdateStatus.FAILED);
        assertThat(latest().updateReason()).isEqualTo("it does not load");
        assertThat(runs(FunctionRef.of(F), 0.0)).isEqualTo("one");
    }

    @Test
    void publishingWithoutAChangeAnswersTheExistingVersion() {
        assertThat(publish()).isEqualTo(Version.of(1));
        assertThat(publish()).isEqualTo(Version.of(1));
        update("changed");
        assertThat(publish()).isEqualTo(Version.of(2));
    }

    @Test
    void numbersAreNeverGivenTwice() {
        publish();
        registry.delete(F, Version.of(1));
        update("changed");

        assertThat(publish()).isEqualTo(Version.of(2));
        refused(() -> registry.describe(FunctionRef.parse("f:1")), 404, "Function not found: " + ARN + ":1");
    }

    @Test
    void concurrentPublishesAreDense() throws InterruptedException {
        var given = new ConcurrentSkipListSet<Integer>();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 2; t++) {
            int mine = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 200; i++) {
                    try {
                        update(mine + "/" + i);
                        given.add(publish().number());
                    } catch (RequestRefusedException | AnotherWrite e) {
                        // The other thread's update is under way, or was.
                    }
                }
            }));
        }
        for (var thread : threads) thread.join();

        assertThat(given.first()).isEqualTo(1);
        assertThat(given.last()).isEqualTo(registry.versions(F).size() - 1);
    }

    @Test
    void everyWriteGivesANewRevisionAndAStaleOneIsRefused() {
        var before = latest().revisionId();
        publish();
        assertThat(latest().revisionId()).as("publishing changes $LATEST's").isNotEqualTo(before);
        var between = latest().revisionId();
        registry.createAlias(F, LIVE, Version.of(1), null, "");
        assertThat(latest().revisionId()).as("an alias does not").isEqualTo(between);

        refused(
                () -> registry.beginUpdate(latest(), spec(), CODE, before),
                412,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction API to retrieve the latest"
                        + " Revision Id");
        refused(
                () -> registry.updateAlias(F, LIVE, alias -> alias, before),
                412,
                "The Revision Id provided does not match the latest Revision Id. Call the GetAlias API to retrieve the latest"
                        + " Revision Id");
        refused(
                () -> registry.beginPublish(latest(), null, "other", null),
                400,
                "CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (sha-1). Please try again with the"
                        + " CodeSHA256 in $LATEST.");
    }

    @Test
    void aWeightedAliasIsDrawnForEachRequest() {
        publish();
        update("changed");
        publish();
        registry.createAlias(F, LIVE, Version.of(1), new Alias.Canary(Version.of(2), 0.25), "");
        var live = FunctionRef.of(F, LIVE);

        assertThat(runs(live, 0.2499)).isEqualTo("v2");
        assertThat(runs(live, 0.25)).isEqualTo("v1");
        assertThat(registry.describe(live).version()).as("the primary one").isEqualTo(Version.of(1));
    }

    @Test
    void aliasesRefuseWhatLambdaRefuses() {
        publish();
        refused(() -> registry.createAlias(F, LIVE, Version.of(9), null, ""), 404, "Function not found: " + ARN + ":9");
        refused(
                () -> registry.createAlias(F, LIVE, Version.LATEST, new Alias.Canary(Version.of(1), 0.5), ""),
                400,
                "$LATEST is not supported for an alias pointing to more than 1 version");
        refused(
                () -> registry.createAlias(F, LIVE, Version.of(1), new Alias.Canary(Version.of(1), 0.5), ""),
                400,
                "Invalid function version 1. Function version 1 is already included in routing configuration.");
        registry.createAlias(F, LIVE, Version.of(1), null, "");
        refused(
                () -> registry.createAlias(F, LIVE, Version.of(1), null, ""),
                409,
                "Alias already exists: " + ARN + ":live");
        var other = new AliasName("other");
        refused(() -> registry.alias(F, other), 404, "Cannot find alias arn: " + ARN + ":other");
        refused(() -> registry.updateAlias(F, other, a -> a, null), 404, "Alias not found: " + ARN + ":other");
        registry.deleteAlias(F, other);
    }

    @Test
    void deletesHaveTheirRefusals() {
        publish();
        registry.createAlias(F, LIVE, Version.of(1), null, "");

        refused(
                () -> registry.delete(F, Version.LATEST),
                400,
                "$LATEST version cannot be deleted without deleting the function.");
        assertThatThrownBy(() -> registry.delete(F, Version.of(1)))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        e -> assertThat(e.refusal().status()).isEqualTo(409));
        assertThatThrownBy(() -> registry.delete(F, LIVE))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        e -> assertThat(e.refusal().status()).isEqualTo(400));
        assertThat(registry.delete(F, Version.of(9))).isNull();
        assertThat(registry.delete(F)).hasSize(2);
        refused(() -> registry.delete(F), 404, "Function not found: " + ARN);
    }

    private static void refused(ThrowingCallable operation, int status, String message) {
        assertThatThrownBy(operation).isInstanceOfSatisfying(RequestRefusedException.class, e -> {
            assertThat(e.refusal().message()).isEqualTo(message);
            assertThat(e.refusal().status()).isEqualTo(status);
        });
    }

    @Test
    void beginsNothingOnWhatIsNoLongerTheLatest() {
        var before = latest();
        update("changed");

        assertThat(registry.beginUpdate(before, spec(), CODE, null)).isNull();
        assertThat(registry.beginPublish(before, null, null, null)).isNull();
        assertThat(latest().spec().description()).isEqualTo("changed");
        assertThat(registry.versions(F)).hasSize(1);
    }

    @Test
    void aFunctionThatFailedCannotBePublished() {
        var begun = registry.beginCreate(FunctionSpec.of("g", new RuntimeId("java21"), spec().code()), CODE);
        registry.fail(begun, "it does not load");

        refused(
                () -> registry.beginPublish(registry.describe(FunctionRef.parse("g")), null, null, null),
                409,
                "The operation cannot be performed at this time. The function is currently in the following state: Failed");
        assertThat(registry.versions(begun.name())).hasSize(1);
    }

    @Test
    void anUpdateKeepsTheName() {
        var other = FunctionSpec.of("g", new RuntimeId("java21"), spec().code());

        refused(
                () -> registry.beginUpdate(latest(), other, CODE, null),
                400,
                "An update keeps the name of its function: f cannot become g.");
        assertThat(latest().update()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    @Test
    void otherLayersAreAnotherVersionAndAnotherPathIsNot() {
        publish();
        var moved = spec().code(new Code.OnDisk(Path.of("elsewhere/f.jar")));
        registry.finish(begun(registry.beginUpdate(latest(), moved, CODE, null)), "moved");
        assertThat(publish()).isEqualTo(Version.of(1));

        var layered = new CodeFacts("sha-1", "layers", 10, "fake", "a test");
        registry.finish(begun(registry.beginUpdate(latest(), moved, layered, null)), "layered");
        assertThat(publish()).isEqualTo(Version.of(2));
    }
}
