package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The sockets of a context end with it.
final class NetworkTest {
    @Test
    void nothingIsOpenedAfterTheEnd() {
        try (var network = new Network()) {
            var open = new Network.Open();
            open.close();
            var late = new TcpSocket(network.group(), new Loop(System::nanoTime));

            assertThatThrownBy(() -> open.add(late)).isInstanceOf(IllegalStateException.class);
        }
    }
}
