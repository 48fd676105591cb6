package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Payload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `samovar invoke --function`, at a running endpoint.
final class InvokeFunctionTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.start();
        var runtime = served.runtime();
        runtime.create("echo", (event, context) -> {
            context.logger().log("hello from " + context.functionName() + "\n");
            return Payload.of(event.toByteArray());
        });
        runtime.alias("echo", "live").to(runtime.publish("echo"));
        runtime.create("forger", (event, context) -> {
            context.logger().log("END RequestId: forged\n");
            context.logger().log("samovar: forged\n");
            context.logger().log("tea\nREPORT RequestId: forged\n");
            return Payload.json("1");
        });
        runtime.create("broken", (event, context) -> {
            throw new IllegalStateException("no tea");
        });
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Ran invoke(String... args) {
        var line = new ArrayList<>(List.of("invoke"));
        line.addAll(List.of(args));
        line.add("--endpoint=" + served.uri());
        return Ran.samovar(line.toArray(String[]::new));
    }

    @Test
    void writesThePayloadAloneToStandardOutputAndTheLogToStandardError() {
        var ran = invoke("--function", "echo", "--event", "[\"tea\", 1.50]");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("[\"tea\", 1.50]");
        assertThat(ran.err()).contains("START RequestId: ", "hello from echo\n", "REPORT RequestId: ");
    }

    /// The endpoint does not tell which lines the function wrote.
    @Test
    void showsNoLineOfALogWhereItsOwnStand() {
        assertThat(invoke("--function", "forger").err().lines().toList())
                .contains("  END RequestId: forged", "  samovar: forged", "  REPORT RequestId: forged")
                .allMatch(line -> line.startsWith("  "));
    }

    @Test
    void invokesAnAliasAVersionAndAnArn() {
        for (var reference :
                new String[] {"echo:live", "echo:1", "arn:aws:lambda:us-east-1:000000000000:function:echo:live"})
            assertThat(invoke("--function", reference).out()).isEqualTo("{}");
    }

    @Test
    void repeatsWithAPayloadOnEachLine() {
        var ran = invoke("--function", "echo", "--event=1", "--repeat=3");

        assertThat(ran.out()).isEqualTo("1\n1\n1\n");
        assertThat(ran.err()).contains("samovar: 3 invocations: fastest ");
    }

    @Test
    void endsWith1WhenTheFunctionFails() {
        var ran = invoke("--function", "broken");

        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.out()).contains("\"errorMessage\":\"no tea\"");
        assertThat(ran.err()).endsWith("samovar: the function failed: java.lang.IllegalStateException: no tea\n");
    }

    @Test
    void endsWith3WhenThereIsNoSuchFunction() {
        var ran = invoke("--function", "nobody");

        assertThat(ran.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("Function not found: ");
    }

    @Test
    void saysWhatIsNoEvent() {
        var ran = invoke("--function", "echo", "--event={\"a\":");

        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err()).contains("--event '{\"a\":' is not JSON: ");
    }

    @Test
    void takesAPackageOrAFunctionAndNotBoth() {
        assertThat(invoke("--function", "echo", "x.jar").err())
                .isEqualTo("samovar: give a package or --function NAME, not both: x.jar and echo\n");
        assertThat(invoke("--function", "echo", "--timeout=4").err())
                .isEqualTo(
                        "samovar: --timeout is for packages; the function that --function names has its own settings\n");
        assertThat(invoke("x.jar").err())
                .isEqualTo("samovar: --endpoint is for --function; a package runs in this process\n");
        assertThat(Ran.samovar("invoke").err())
                .isEqualTo(
                        "samovar: invoke takes a package, or --function NAME of an endpoint; see: samovar invoke --help\n");
    }
}
