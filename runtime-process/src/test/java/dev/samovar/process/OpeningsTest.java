package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What functions reach, by the networks that they name.
final class OpeningsTest {
    private static final Openings OPENINGS = Openings.NONE
            .access(NetworkAccess.none().forward(5000, "all", 1))
            .network("sg-1", NetworkAccess.none().forward(5001, "one", 1))
            .network("sg-2", NetworkAccess.none().forward(5002, "two", 1));

    private static List<Integer> ports(Openings openings, String... ids) {
        return openings.rules(List.of(ids)).forwards().keySet().stream()
                .sorted()
                .toList();
    }

    @Test
    void areThoseOfEachNetworkThatIsKnown() {
        assertThat(ports(OPENINGS)).containsExactly(5000);
        assertThat(ports(OPENINGS, "sg-1", "sg-2")).containsExactly(5001, 5002);
        assertThat(ports(OPENINGS, "sg-3")).isEmpty();
    }

    @Test
    void haveTheEndpointWhateverTheNetworks() {
        var served = OPENINGS.endpoint(3001);

        assertThat(ports(served)).containsExactly(3001, 5000);
        assertThat(ports(served, "sg-1")).containsExactly(3001, 5001);
        assertThat(ports(served, "sg-3")).containsExactly(3001);
        assertThat(served.withoutEndpoint()).isEqualTo(OPENINGS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 1080, 9001, 65_536})
    void haveNoEndpointAtAPortThatIsTakenOrNone(int port) {
        assertThatThrownBy(() -> ChildProcesses.builder().endpoint(port)).isInstanceOf(IllegalArgumentException.class);
    }
}
