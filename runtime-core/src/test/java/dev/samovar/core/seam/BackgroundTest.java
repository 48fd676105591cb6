package dev.samovar.core.seam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.EnvironmentGroup;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What an environment's thread has done for it is not in its group, where all ends with the environment.
final class BackgroundTest {
    @Test
    void isInNoEnvironment() {
        var seams = Seams.real();
        var environment = new EnvironmentGroup("environment");
        var worker = new CompletableFuture<ThreadGroup>();
        var another = new CompletableFuture<ThreadGroup>();
        new Thread(environment, () -> {
                    seams.background()
                            .execute(
                                    () -> worker.complete(Thread.currentThread().getThreadGroup()));
                    another.complete(new EnvironmentGroup("another"));
                })
                .start();

        assertThat(environment.parentOf(worker.join())).isFalse();
        assertThat(environment.parentOf(another.join())).isFalse();
        assertThat(worker.join()).isEqualTo(Thread.currentThread().getThreadGroup());
    }
}
