package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Account;
import dev.samovar.api.Payload;
import dev.samovar.http.LambdaApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `samovar list` and `samovar rm` do at a running endpoint, and where they look for one.
final class EndpointCommandsTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.start();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static void make(String name) {
        served.runtime().create(name, (event, context) -> Payload.of(event.toByteArray()));
    }

    private static Ran samovar(String... args) {
        return Ran.samovar(at(args));
    }

    private static String[] at(String... args) {
        var line = new String[args.length + 1];
        System.arraycopy(args, 0, line, 0, args.length);
        line[args.length] = "--endpoint=" + served.uri();
        return line;
    }

    @Test
    void listsEveryFunctionOverAllPages() {
        for (int i = 0; i < 60; i++) make("listed-" + i);

        var ran = samovar("list");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("NAME").contains("RUNTIME", "HANDLER", "MEMORY", "TIMEOUT");
        assertThat(ran.out().lines().filter(line -> line.startsWith("listed-"))).hasSize(60);
    }

    @Test
    void saysThatThereAreNoFunctions() {
        try (var empty = Served.start()) {
            var ran = Ran.samovar("list", "--endpoint", empty.uri());

            assertThat(ran.status()).isZero();
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).isEqualTo("samovar: no functions at " + empty.uri() + "\n");
        }
    }

    @Test
    void removesWhatTheUserAgreesTo() {
        make("agreed");

        assertThat(Ran.withInput("n\n", at("rm", "agreed")).err())
                .isEqualTo("samovar: remove function agreed from " + served.uri() + "? [y/N]\nsamovar: kept agreed\n");
        assertThat(Ran.withInput("y\n", at("rm", "agreed")).err()).endsWith("samovar: removed function agreed\n");
        assertThat(samovar("list").out()).doesNotContain("agreed");
    }

    @Test
    void removesWithoutBeingAskedWhenTold() {
        make("told");

        assertThat(samovar("rm", "told", "--yes").err()).isEqualTo("samovar: removed function told\n");
    }

    @Test
    void removesNothingWhenThereIsNobodyToAsk() {
        make("alone");

        var ran = samovar("rm", "alone");

        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err()).endsWith("samovar: nobody answers; --yes does it without being asked\n");
        assertThat(samovar("list").out()).contains("alone");
    }

    @Test
    void removesAVersionOrAnAliasAndLeavesTheRest() throws IOException {
        make("parts");
        var runtime = served.runtime();
        runtime.alias("parts", "live").to(runtime.publish("parts"));

        assertThat(Ran.withInput("n\n", at("rm", "parts")).err()).contains("with 1 version and 1 alias");
        assertThat(samovar("rm", "parts:live", "-y").err()).isEqualTo("samovar: removed alias parts:live\n");
        assertThat(samovar("rm", "parts:1", "-y").err()).isEqualTo("samovar: removed version parts:1\n");
        assertThat(samovar("list").out()).contains("parts");
    }

    @Test
    void isRefusedWhatIsNotThere() {
        var ran = samovar("rm", "nobody", "-y");

        assertThat(ran.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(ran.err())
                .isEqualTo("samovar: Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody"
                        + " (ResourceNotFoundException)\n");
    }

    @Test
    void waitsForAnEndpointOfThisMachineThatBegins() throws Exception {
        int port = FreePort.find();
        var ran = CompletableFuture.supplyAsync(() -> Ran.samovar("list", "--endpoint", "http://localhost:" + port));
        Awaitility.await().during(300, TimeUnit.MILLISECONDS).until(() -> !ran.isDone());

        try (var _ = LambdaApi.on(served.runtime(), new Account("aws", "us-east-1", "000000000000"))
                .port(port)
                .start()) {
            assertThat(ran.get(30, TimeUnit.SECONDS).status()).isZero();
        }
    }

    @Test
    void saysThatAnEndpointDoesNotSpeakTls() {
        var ran = Ran.samovar("list", "--endpoint", served.uri().replace("http:", "https:"));

        assertThat(ran.status()).isEqualTo(ExitStatus.BROKEN);
        assertThat(ran.err())
                .contains(" does not answer in TLS (", "; an endpoint without --tls-cert is at " + served.uri());
    }

    @Test
    void namesAProfileThatThereIsNot(@TempDir Path directory) throws IOException {
        var keys = Files.writeString(
                directory.resolve("credentials"), "[here]\naws_access_key_id = a\naws_secret_access_key = b\n");
        var config = Files.writeString(directory.resolve("config"), "[profile signed-in]\nsso_session = x\n");
        var files = Map.of("AWS_SHARED_CREDENTIALS_FILE", keys.toString(), "AWS_CONFIG_FILE", config.toString());

        for (var profile : List.of("here", "signed-in")) {
            var environment = new HashMap<>(files);
            environment.put("AWS_PROFILE", profile);
            assertThat(NamedEndpoint.of(null, environment).uri()).hasToString("http://127.0.0.1:3001");
        }
        var wrong = new HashMap<>(files);
        wrong.put("AWS_PROFILE", "nope");
        assertThatThrownBy(() -> NamedEndpoint.of(null, wrong))
                .isInstanceOf(WrongUse.class)
                .hasMessage("AWS_PROFILE is nope, and there is no such profile in " + keys + " and " + config);
    }

    @Test
    void saysThatNothingAnswers() throws IOException {
        var nowhere = "http://127.0.0.1:" + FreePort.find();

        var ran = Ran.samovar("list", "--endpoint", nowhere);

        assertThat(ran.status()).isEqualTo(ExitStatus.BROKEN);
        assertThat(ran.err())
                .isEqualTo("samovar: nothing answers at " + nowhere
                        + "; start it with samovar serve, or name another with --endpoint\n");
    }

    @Test
    void speaksToWhereAwsToolsWould() {
        assertThat(NamedEndpoint.of("http://a:1", Map.of("AWS_ENDPOINT_URL", "http://b:2"))
                        .uri())
                .hasToString("http://a:1");
        assertThat(NamedEndpoint.of(
                                null,
                                Map.of("AWS_ENDPOINT_URL", "http://b:2", "AWS_ENDPOINT_URL_LAMBDA", "http://c:3/"))
                        .uri())
                .hasToString("http://c:3");
        assertThat(NamedEndpoint.of(null, Map.of("AWS_ENDPOINT_URL", "http://b:2"))
                        .uri())
                .hasToString("http://b:2");
        assertThat(NamedEndpoint.of(null, Map.of()).uri()).hasToString("http://127.0.0.1:3001");
    }

    @Test
    void saysWhatIsNoEndpoint() {
        var ran = Ran.samovar("list", "--endpoint", "localhost:3001");

        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err())
                .isEqualTo("samovar: --endpoint is not the address of an endpoint (such as http://127.0.0.1:3001):"
                        + " 'localhost:3001'\n");
    }
}
