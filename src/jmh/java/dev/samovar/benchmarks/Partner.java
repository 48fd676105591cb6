package dev.samovar.benchmarks;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A platform thread that answers each number with the next, and parks in between: what handing over costs when
/// nothing else is done.
@State(Scope.Thread)
public class Partner {
    private static final int EMPTY = -1;
    private static final int STOP = -2;

    private volatile int question = EMPTY;
    private volatile int answer = EMPTY;
    private volatile Thread asker = Thread.currentThread();
    private Thread thread;

    @Setup(Level.Trial)
    public void start() {
        thread = Thread.ofPlatform().daemon().name("partner").start(this::serve);
        Answer.require(exchange(1) == 2, "the partner does not answer with the next number");
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
