package dev.samovar.benchmarks;

import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.ProvisionedConcurrency.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/// How much memory an idle environment in a sandbox takes: the proportional share of all processes that
/// [#COUNT] of them have, the shells above them among these, for each. Linux only. One fork alone: JMH adds up what
/// counters say in several.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class ChildDensity {
    private static final int COUNT = 20;

    /// What is reported beside the time.
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Memory {
        /// KiB for each.
        public long kibEach;

        @Setup(Level.Iteration)
        public void clear() {
            kibEach = 0;
        }
    }

    /// A function with one environment.
    @State(Scope.Benchmark)
    public static class Function {
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

    /// One operation: 20 environments of a function are made in sandboxes.
    @Benchmark
    public FunctionVersion idle(Function function, Memory memory) throws InterruptedException {
        var runtime = function.child.runtime();
        var control = runtime.control();
        var name = control.listFunctions().getFirst().name();
        var version = runtime.publish(name.value()).version();
        long before = share();
        control.putProvisionedConcurrency(name, version, COUNT);
        while (control.getProvisionedConcurrency(name, version).status() == Status.IN_PROGRESS) Thread.sleep(50);
        Answer.require(
                control.getProvisionedConcurrency(name, version).status() == Status.READY, "they did not get ready");
        memory.kibEach = (share() - before) / COUNT;
        return control.getFunction(FunctionRef.of(name, version));
    }

    /// KiB that the processes below this JVM have; of what several share, each has its part.
    private static long share() {
        return ProcessHandle.current()
                .descendants()
                .mapToLong(process -> share(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")))
                .sum();
    }

    private static long share(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // It has ended meanwhile.
            return 0;
        }
    }
}
