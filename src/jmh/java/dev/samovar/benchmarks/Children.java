package dev.samovar.benchmarks;

import dev.samovar.api.Payload;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Functions in sandboxes (tier `PROCESS`) that answer a small JSON event, in every language, beside AWS's own
/// runtime clients in the same sandbox.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class Children {

    /// One operation: a governed invoke in an environment that is there.
    @Benchmark
    public Payload warm(Every function) {
        return function.child.warm();
    }

    /// One operation: a governed invoke in a new environment, with none waiting.
    @Benchmark
    public Payload cold(Every function) {
        return function.child.cold();
    }

    /// One operation: a governed invoke in an environment that waits for its function.
    @Benchmark
    public Payload fromBlank(Waiting function) {
        return function.child.cold();
    }

    /// What serves the function.
    @State(Scope.Benchmark)
    public static class Every {
        @Param({"NODE", "AWS_NODE", "PYTHON", "RUBY", "CUSTOM", "JAVA", "AWS_JAVA"})
        public SandboxedChild runs = SandboxedChild.NODE;

        private ChildFunction child;

        @Setup
        public void create() throws IOException {
            child = runs.made(0);
        }

        @TearDown
        public void close() {
            child.close();
        }
    }

    /// Those that can wait.
    @State(Scope.Benchmark)
    public static class Waiting {
        @Param({"NODE", "PYTHON", "RUBY", "JAVA"})
        public SandboxedChild runs = SandboxedChild.NODE;

        private ChildFunction child;

        @Setup
        public void create() throws IOException {
            child = runs.made(1);
        }

        @Setup(Level.Invocation)
        public void await() {
            child.awaitBlank();
        }

        @TearDown
        public void close() {
            child.close();
        }
    }
}
