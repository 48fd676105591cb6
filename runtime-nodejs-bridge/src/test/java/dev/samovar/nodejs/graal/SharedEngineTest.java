package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// One engine serves all, until code is stuck in it.
final class SharedEngineTest {
    @Test
    void isTheSameUntilCodeIsStuckInIt() {
        try (var shared = new SharedEngine(0)) {
            var first = shared.current();
            assertThat(shared.current()).isEqualTo(first);

            shared.stuck(first);
            var second = shared.current();
            assertThat(second).isNotEqualTo(first);
            assertThat(shared.isCurrent(first)).isFalse();

            shared.stuck(first);
            assertThat(shared.current())
                    .as("what is stuck in the first says nothing of the second")
                    .isEqualTo(second);
        }
    }
}
