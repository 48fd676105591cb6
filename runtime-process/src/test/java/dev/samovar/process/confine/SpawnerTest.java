package dev.samovar.process.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The thread that starts processes.
final class SpawnerTest {
    @Test
    void endsWhenClosed() throws Exception {
        var spawner = new Spawner();
        assertThat(spawner.start(new ProcessBuilder("true")).waitFor()).isZero();
        spawner.close();

        await().until(() -> !spawner.isAlive());
        assertThatThrownBy(() -> spawner.start(new ProcessBuilder("true"))).isInstanceOf(IOException.class);
    }

    @Test
    void tellsWhyAProgramDoesNotStart() {
        try (var spawner = new Spawner()) {
            assertThatThrownBy(() -> spawner.start(new ProcessBuilder("/there/is/none")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/there/is/none");
        }
    }
}
