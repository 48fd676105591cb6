package dev.samovar.core.seam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PlatformThreadTest {
    @Test
    void anInterruptEndsWithItsTask() throws Exception {
        var thread = EnvironmentThreads.platform().open("test", 0);
        try {
            var bothThere = new CountDownLatch(1);
            var seen = new CompletableFuture<Boolean>();
            thread.execute(() -> {
                awaitUninterrupted(bothThere);
                Thread.currentThread().interrupt();
            });
            thread.execute(() -> seen.complete(Thread.currentThread().isInterrupted()));
            bothThere.countDown();

            assertThat(seen.get(10, TimeUnit.SECONDS)).isFalse();
        } finally {
            thread.close();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) Thread.onSpinWait();
    }
}
