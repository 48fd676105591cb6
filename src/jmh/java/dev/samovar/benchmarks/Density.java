package dev.samovar.benchmarks;

import com.caoccao.javet.exceptions.JavetException;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.ProvisionedConcurrency.Status;
import dev.samovar.api.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/// How much memory idle environments take: the resident memory of this JVM after [#COUNT] were made, less what it was
/// before, for each. Linux only. The heap is small, so that garbage is not counted as memory in use.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms64m", "-Xmx2g"})
public class Density {
    private static final int COUNT = 500;

    /// What is reported beside the time.
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Memory {
        /// KiB for each.
        public long kibEach;

        private long before;

        @Setup(Level.Iteration)
        public void clear() {
            kibEach = 0;
        }

        void begin() throws IOException {
            before = resident();
        }

        void end() throws IOException {
            kibEach = (resident() - before) / COUNT;
        }

        private static long resident() throws IOException {
            for (int i = 0; i < 3; i++) System.gc();
            for (var line : Files.readAllLines(Path.of("/proc/self/status")))
                if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
            throw new IOException("this system does not tell the resident memory");
        }
    }

    /// A function with one environment, so that what all share is there.
    @State(Scope.Benchmark)
    public static class Shared {
        private ScriptFunction function;

        @Setup
        public void create() throws IOException {
            function = new ScriptFunction(ScriptFunction.ECHO, "graaljs", 0);
            for (int i = 0; i < 20; i++) function.cold();
        }

        @TearDown
        public void close() {
            function.close();
        }
    }

    /// One operation: 500 environments of a Node.js function are made inside this JVM.
    @Benchmark
    public Object graaljs(Shared shared, Memory memory) throws IOException, InterruptedException {
        var runtime = shared.function.runtime();
        var name = new FunctionName("script");
        var version = runtime.publish("script").version();
        memory.begin();
        var control = runtime.control();
        control.putProvisionedConcurrency(name, version, COUNT);
        while (control.getProvisionedConcurrency(name, version).status() == Status.IN_PROGRESS) Thread.sleep(50);
        Answer.require(
                control.getProvisionedConcurrency(name, version).status() == Status.READY, "they did not get ready");
        memory.end();
        return control.getFunction(FunctionRef.of(name, Version.LATEST));
    }

    /// One operation: 500 V8 isolates with the same handler are made inside this JVM.
    @Benchmark
    public Object javetIsolates(Memory memory) throws IOException, JavetException {
        List<Isolate> all = new ArrayList<>();
        try (var first = new Isolate()) {
            Answer.requireEvent(first.call(Answer.event()));
            memory.begin();
            for (int i = 0; i < COUNT; i++) {
                all.add(new Isolate());
                Answer.requireEvent(all.getLast().call(Answer.event()));
            }
            memory.end();
        }
        for (var isolate : all) isolate.close();
        return all;
    }
}
