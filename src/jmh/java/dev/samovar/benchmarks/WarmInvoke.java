package dev.samovar.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a call to a function costs when an environment is ready, beside its floor and its peers.
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WarmInvoke {

    /// One operation: a number goes to a parked platform thread and its successor comes back, parking the
    /// caller.
    @Benchmark
    public int bareHandOver(Partner partner) {
        return partner.exchange(41);
    }

    /// A platform thread that answers each number with the next, and parks in between.
    @State(Scope.Thread)
    public static class Partner {
        private static final int EMPTY = -1;
        private static final int STOP = -2;

        private volatile int question = EMPTY;
        private volatile int answer = EMPTY;
        private volatile Thread asker = Thread.currentThread();
        private Thread thread;

        @Setup(Level.Trial)
        public void start() {
            thread = Thread.ofPlatform().daemon().name("partner").start(this::serve);
            if (exchange(1) != 2) throw new IllegalStateException("the partner does not answer with the next number");
        }

        @TearDown(Level.Trial)
        public void stop() throws InterruptedException {
            question = STOP;
            LockSupport.unpark(thread);
            thread.join();
        }

        int exchange(int number) {
            asker = Thread.currentThread();
            question = number;
            LockSupport.unpark(thread);
            int got;
            while ((got = answer) == EMPTY) LockSupport.park(this);
            answer = EMPTY;
            return got;
        }

        private void serve() {
            while (true) {
                int asked = question;
                if (asked == STOP) return;
                if (asked == EMPTY) {
                    LockSupport.park(this);
                    continue;
                }
                question = EMPTY;
                answer = asked + 1;
                LockSupport.unpark(asker);
            }
        }
    }
}
