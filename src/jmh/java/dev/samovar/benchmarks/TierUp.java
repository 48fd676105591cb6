package dev.samovar.benchmarks;

import dev.samovar.api.Payload;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A function that computes much: it begins inside this JVM and is moved to a Node process, while every request is
/// answered.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class TierUp {
    /// About 10 ms in a Node process.
    static final String COMPUTES =
            "const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2); exports.handler = async () => fib(30);";

    private static final int CALLS_BEFORE_IT_MOVES = 200;

    /// One operation: a governed invoke after the move.
    @Benchmark
    public Payload afterTheMove(Unpinned function) {
        return function.warm();
    }

    /// One operation: the same, pinned to Node from the beginning.
    @Benchmark
    public Payload onNode(Pinned function) {
        return function.warm();
    }

    /// A runtime with the function.
    @State(Scope.Benchmark)
    public abstract static class Computing {
        private final @Nullable String engine;
        private ScriptFunction function;

        Computing(@Nullable String engine) {
            this.engine = engine;
        }

        /// Calls it until it is on Node; a request that fails fails the benchmark.
        @Setup
        public void create() throws IOException {
            function = new ScriptFunction(COMPUTES, engine, 1);
            for (int i = 0;
                    i < CALLS_BEFORE_IT_MOVES && (i == 0 || !function.engine().equals("node"));
                    i++) Answer.require(warm().text().equals("832040"), "the function computes something else");
            Answer.require(function.engine().equals("node"), "the function did not move");
        }

        Payload warm() {
            return function.warm();
        }

        @TearDown
        public void close() {
            function.close();
        }
    }

    /// Pinned to nothing.
    public static class Unpinned extends Computing {
        public Unpinned() {
            super(null);
        }
    }

    /// Pinned to Node.
    public static class Pinned extends Computing {
        public Pinned() {
            super("node");
        }
    }
}
