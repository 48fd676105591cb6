package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a host may have a port of a function lead to.
final class ForwardedPortsTest {
    private final NetworkAccess none = NetworkAccess.none();

    @ParameterizedTest
    @ValueSource(strings = {"db.internal", "db", "10.0.0.7", "2001:db8::7", "db_1.internal.", "localhost.example.com"})
    void forwardsToOtherMachines(String host) {
        assertThat(none.forward(5432, host, 5432).rules().forwards()).containsOnlyKeys(5432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "db.localhost",
                "localhost.",
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "0.0.0.0",
                "169.254.169.254",
                "fe80::1"
            })
    void forwardsNothingToThisMachineOrItsLink(String host) {
        assertThatThrownBy(() -> none.forward(5432, host, 5432))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no function reaches this machine or its link: " + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://db", "db:5432/x", "a b"})
    void forwardsToNamesAndAddressesAlone(String host) {
        assertThatThrownBy(() -> none.forward(5432, host, 5432))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a name or an address: " + host);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 443, 1023, 1080, 9001, 65536})
    void forwardsPortsThatAreFree(int port) {
        assertThatThrownBy(() -> none.forward(port, "db", 5432))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a function's own port is 1024 to 65535, but 1080 and 9001, which are taken; not " + port);
    }
}
