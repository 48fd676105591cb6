package dev.samovar.process.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Payload;
import dev.samovar.process.runtimeapi.Subscription.Type;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is a subscription to telemetry, and what is none.
final class SubscriptionTest {
    private static final String WHOLE = "{'schemaVersion':'2022-12-13','types':['platform','extension'],"
            + "'buffering':{'maxItems':1000,'maxBytes':262144,'timeoutMs':25},"
            + "'destination':{'protocol':'HTTP','URI':'http://sandbox.local:8080/tea'}}";

    private static Subscription of(String json) throws Subscription.Refused {
        return Subscription.of(Payload.json(json.replace('\'', '"')));
    }

    @Test
    void saysWhatIsWantedAndWhere() throws Exception {
        var wanted = of(WHOLE);

        assertThat(wanted.types()).containsExactlyInAnyOrder(Type.PLATFORM, Type.EXTENSION);
        assertThat(wanted.overTcp()).isFalse();
        assertThat(wanted.port()).isEqualTo(8080);
        assertThat(wanted.path()).isEqualTo("/tea");
        assertThat(wanted.maxItems()).isEqualTo(1000);
        assertThat(wanted.timeout()).isEqualTo(Duration.ofMillis(25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox.localdomain", "sandbox.local", "sandbox"})
    void meansTheEnvironmentByEachOfItsNames(String name) throws Exception {
        assertThat(of(WHOLE.replace("sandbox.local", name)).port()).isEqualTo(8080);
    }

    @Test
    void keepsTheQueryOfItsUri() throws Exception {
        assertThat(of(WHOLE.replace("/tea", "?cup=1%20")).path()).isEqualTo("/?cup=1%20");
    }

    @Test
    void isBufferedAsOnLambdaUnlessItSaysHow() throws Exception {
        var wanted = of("{'schemaVersion':'2022-07-01','types':['function'],"
                + "'destination':{'protocol':'TCP','port':8080}}");

        assertThat(wanted.overTcp()).isTrue();
        assertThat(wanted.port()).isEqualTo(8080);
        assertThat(wanted.maxItems()).isEqualTo(10_000);
        assertThat(wanted.maxBytes()).isEqualTo(262_144);
        assertThat(wanted.timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "2022-12-13 | 1999-01-01 | schemaVersion",
                "['platform','extension'] | [] | types",
                "'extension' | 'tea' | there is no type tea",
                "1000 | 999 | maxItems",
                "1000 | 10001 | maxItems",
                "262144 | 262143 | maxBytes",
                "262144 | 1048577 | maxBytes",
                ":25 | :24 | timeoutMs",
                ":25 | :30001 | timeoutMs",
                ":25 | :'x' | timeoutMs",
                "HTTP | UDP | protocol",
                "sandbox.local | example.com | destination.URI",
                "http: | https: | destination.URI",
                "http: | : | destination.URI",
                "HTTP | TCP | destination.port",
                "{'schemaVersion' | ['schemaVersion' | the body",
                "}} | } | the body"
            })
    void isRefusedForWhatDoesNotFit(String part, String instead, String why) {
        assertThatThrownBy(() -> of(WHOLE.replace(part, instead)))
                .isInstanceOf(Subscription.Refused.class)
                .hasMessageContaining(why);
    }
}
