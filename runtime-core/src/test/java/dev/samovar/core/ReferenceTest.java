package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What callers name and send, and what they are told when it is wrong; `lambda-api.md` sections 2 and 4,
/// `invoke.md` section 1.
final class ReferenceTest {
    private static final String OURS = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private static final String OTHER_REGION = "arn:aws:lambda:eu-west-1:000000000000:function:f";
    private static final String OTHER_ACCOUNT = "arn:aws:lambda:us-east-1:999999999999:function:f";

    @TempDir
    Path directory;

    private Engine engine;

    @BeforeEach
    void start() {
        engine = new TestEngines(directory).start();
        engine.create("f", (event, context) -> Payload.json(event.text()));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private Refusal refusalOf(String function) {
        return refusal(engine.invoke(function, Event.EMPTY).result());
    }

    private static Refusal refusal(InvocationResult result) {
        return ((Refused) result).refusal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "f:$LATEST", "000000000000:function:f", OURS, OURS + ":$LATEST"})
    void everyFormOfAReferenceReachesTheFunction(String function) {
        assertThat(engine.invoke(function, Event.EMPTY).orThrow().text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "f:0",
        "f:99999999999",
        "f:nobody",
        "f.x",
        "f:$LATEST.PUBLISHED",
        "a2345678901234567890123456789012345678901234567890123456789012345",
        "a2345678901234567890123456789012345678901234567890123456789012345:1"
    })
    void whatIsWellFormedAndMeansNothingIsNotFound(String function) {
        var refusal = refusalOf(function);

        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.message())
                .isEqualTo("Function not found: arn:aws:lambda:us-east-1:000000000000:function:" + function);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "f g", "f:", "f:a:b", "arn:aws:s3:::f", "f\n", "é"})
    void whatIsNoReferenceIsInvalid(String function) {
        assertThat(refusalOf(function).code()).isEqualTo("ValidationException");
    }

    @Test
    void aForeignReferenceNeverReachesALocalFunction() {
        assertThat(refusalOf(OTHER_REGION).status()).isEqualTo(404);
        assertThat(refusalOf(OTHER_ACCOUNT).status()).isEqualTo(403);
        refused(404, () -> engine.delete(OTHER_REGION));
        refused(403, () -> engine.delete(OTHER_ACCOUNT));
        refused(403, () -> engine.publish(OTHER_ACCOUNT));
        refused(403, () -> engine.alias(OTHER_ACCOUNT, "live"));
        refused(403, () -> engine.prime(OTHER_ACCOUNT));
        refused(403, () -> engine.control().getFunction(FunctionRef.parse(OTHER_ACCOUNT)));
        refused(404, () -> engine.control().deleteFunction(FunctionRef.parse(OTHER_REGION)));
        assertThat(engine.control().find(FunctionRef.parse(OTHER_ACCOUNT))).isEmpty();
        assertThat(engine.control().listFunctions()).hasSize(1);
    }

    @Test
    void aQualifierIsRefusedWhereAFunctionIsMeant() {
        refused(400, () -> engine.publish("f:1"));
        refused(400, () -> engine.alias("f:live", "live"));
        assertThat(engine.control().listVersions(FunctionRef.parse("f").name())).hasSize(1);
    }

    private static void refused(int status, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        e -> assertThat(e.refusal().status()).isEqualTo(status));
    }

    @Test
    void anEmptyBodyStandsForAnEmptyObject() {
        assertThat(engine.invoke("f", Event.json("")).orThrow().text()).isEqualTo("{}");
        assertThat(engine.invoke("f", Event.json(new byte[0])).orThrow().text()).isEqualTo("{}");
    }

    @Test
    void aBodyInAnotherEncodingIsRefused() {
        for (var encoding : new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE})
            assertThat(refusal(engine.invoke("f", Event.json("{\"a\":1}".getBytes(encoding)))
                                    .result())
                            .code())
                    .isEqualTo("InvalidRequestContentException");
        assertThat(refusal(engine.invoke("f", Event.json("\uFEFF{}")).result()).status())
                .isEqualTo(400);
        assertThat(refusal(engine.invoke("f", Event.json(new byte[] {'"', (byte) 0xC3, '"'}))
                                .result())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aDryRunExecutesNoVersion() {
        var invocation = engine.invoke("f", Event.EMPTY, InvocationType.DRY_RUN);

        assertThat(invocation.result()).isInstanceOf(InvocationResult.DryRun.class);
        assertThat(invocation.executedVersion()).isEmpty();
        assertThat(invocation.report()).isEmpty();
    }

    @Test
    void whatCannotBeCreatedIsRefusedAndLeavesNothing() {
        var code = new Code.OnDisk(Path.of("src/test/java"));
        refused(
                400,
                () -> engine.create(
                        FunctionSpec.of("g", new RuntimeId("java8"), code).handler("H")));
        refused(
                400,
                () -> engine.create(
                        FunctionSpec.of("g", new RuntimeId("java99"), code).handler("H")));
        refused(400, () -> engine.create(FunctionSpec.of("g", new RuntimeId("java21"), code)));
        assertThatThrownBy(() -> engine.create(FunctionSpec.of("g".repeat(65), new RuntimeId("java21"), code)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(engine.control().listFunctions()).hasSize(1);
        assertThat(directory.resolve("code"))
                .satisfiesAnyOf(
                        unpacked -> assertThat(unpacked).doesNotExist(),
                        unpacked -> assertThat(unpacked).isEmptyDirectory());
    }
}
