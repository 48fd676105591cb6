package dev.samovar.nodejs.graal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// One end of a connection whose other end is up to something.
final class TlsEngineTest {
    private static final byte[] USER_CANCELED = {21, 3, 3, 0, 2, 1, 90};
    private static final byte[] CLOSE_NOTIFY = {21, 3, 3, 0, 2, 1, 0};

    @Test
    void aHandshakeThatIsCancelledIsNotDone() {
        var client = new TlsEngine(new TlsContext(), true);
        client.begin();
        client.receive(USER_CANCELED);
        client.receive(CLOSE_NOTIFY);
        client.receive(CLOSE_NOTIFY);
        client.send(new byte[] {1});
        assertThat(client.established()).isFalse();
    }
}
