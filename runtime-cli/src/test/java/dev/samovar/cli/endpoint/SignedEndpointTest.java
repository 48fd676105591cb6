package dev.samovar.cli.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.LambdaApi;
import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Commands speak to endpoints that insist on credentials.
final class SignedEndpointTest {
    private static final Credentials KEYS = new Credentials("AKID", "secret", "token", Caller.root("000000000000"));

    @Test
    void signsWithTheKeysOfTheEnvironment() {
        try (var runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build();
                var api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                        .credentials(id -> id.equals("AKID") ? Optional.of(KEYS) : Optional.empty())
                        .start()) {
            runtime.create("f", (event, context) -> Payload.NULL);
            var address = api.uri().toString();
            var signing = Endpoint.at(
                    address,
                    Map.of(
                            "AWS_ACCESS_KEY_ID",
                            "AKID",
                            "AWS_SECRET_ACCESS_KEY",
                            "secret",
                            "AWS_SESSION_TOKEN",
                            "token"));

            assertThat(signing.get("/2015-03-31/functions/?MaxItems=5").path("Functions"))
                    .hasSize(1);
            var tags = JsonMapper.shared().readTree("{\"Tags\":{\"a\":\"b c\"}}");
            signing.post("/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af", tags);
            assertThat(signing.get("/2015-03-31/functions/f").at("/Tags/a").asString())
                    .isEqualTo("b c");

            var wrong = Endpoint.at(address, Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "other"));
            assertThatThrownBy(() -> wrong.get("/2015-03-31/functions/"))
                    .isInstanceOfSatisfying(
                            RequestRefusedException.class,
                            refused -> assertThat(refused.refusal().status()).isEqualTo(403));
        }
    }

    @Test
    void doesNotSignWhereTheSharedFileHasNoKeys(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("credentials"), "[default]\ncredential_process = any\n");
        try (var runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build();
                var api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                        .start()) {
            var unsigned = Endpoint.at(api.uri().toString(), Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString()));

            assertThat(unsigned.get("/2015-03-31/functions/").path("Functions")).isEmpty();
        }
    }
}
