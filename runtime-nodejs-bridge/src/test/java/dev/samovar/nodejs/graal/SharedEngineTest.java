package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.graalvm.polyglot.Context;
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

    @Test
    void isClosedWhenNothingEndsInItAnyMore() throws InterruptedException {
        var shared = new SharedEngine(0);
        var engine = shared.current();
        var begun = new CountDownLatch(1);
        var stuck = new CountDownLatch(1);
        var ending = Thread.ofVirtual()
                .start(() -> shared.end(engine, () -> {
                    begun.countDown();
                    await(stuck);
                }));
        await(begun);

        shared.close();
        Context.newBuilder("js").engine(engine).build().close();

        stuck.countDown();
        ending.join();
        assertThatThrownBy(() -> Context.newBuilder("js").engine(engine).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
