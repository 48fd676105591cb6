package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.RunningThread;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class RunningThreadTest {
    private final RunningThread running = new RunningThread();

    @Test
    void interruptsTheThreadThatIsInside() {
        running.enter();
        running.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        running.leave();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptsNobodyWhenNobodyIsInside() {
        running.interrupt();
        running.enter();
        running.leave();
        running.interrupt();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void keepsAnEarlierInterruptFromTheCodeAndGivesItBack() {
        Thread.currentThread().interrupt();
        running.enter();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        running.leave();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void noInterruptReachesWhatComesAfterHoweverTheyRace() throws InterruptedException {
        var over = new AtomicBoolean();
        var interrupter = Thread.ofPlatform().start(() -> {
            while (!over.get()) running.interrupt();
        });
        int late = 0;
        for (int within = 0; within < 1_000; ) {
            running.enter();
            for (int look = 0; look < 20; look++) Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) within++;
            running.leave();
            for (int look = 0; look < 10; look++) if (Thread.interrupted()) late++;
        }
        over.set(true);
        interrupter.join();

        assertThat(late).isZero();
    }
}
