package dev.samovar.benchmarks;

import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Version;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What changes of functions cost at the front door of a runtime, with a jar of one class for all of them: the
/// path that a host takes. With a directory of data a change is durable when it is answered.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public class ControlPlane {
    /// As many operations as there are between two cleanings, so that the registry keeps its size.
    private static final int BATCH = 50;

    private static final AliasName LIVE = new AliasName("live");

    /// One operation: a function is created from a package on disk and is active.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object create(Functions functions, Created batch) {
        for (int i = 1; i < BATCH; i++) functions.host.create("new-" + i);
        return functions.host.create("new-0");
    }

    /// One operation: as `create`, while fifteen others create functions too.
    @Benchmark
    @Threads(16)
    public Object createTogether(Functions functions) {
        return functions.host.create("more-" + functions.names.incrementAndGet());
    }

    /// One operation: a function's first version is published and is active.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object publish(Functions functions, ToPublish batch) {
        for (int i = 1; i < BATCH; i++) functions.host.runtime().publish("new-" + i);
        return functions.host.runtime().publish("new-0");
    }

    /// One operation: a function is deleted.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void delete(Functions functions, ToDelete batch) {
        for (int i = 0; i < BATCH; i++) functions.delete("new-" + i);
    }

    /// One operation: an alias is pointed to the other one of two versions.
    @Benchmark
    public Alias flip(Functions functions) {
        return functions.flip();
    }

    /// The runtime, with what is there from the beginning and one function with two versions and an alias.
    @State(Scope.Benchmark)
    public static class Functions {
        @Param({"0", "100000"})
        public int functions;

        @Param({"memory", "directory"})
        public String kept = "memory";

        private final FunctionName flipped = new FunctionName("flipped");
        private final AtomicInteger names = new AtomicInteger();
        private FunctionHost host;
        private int turn;

        @Setup
        public void fill() throws IOException {
            host = new FunctionHost(kept.equals("directory"));
            host.fill(functions);
            host.create("flipped");
            host.runtime().publish("flipped");
            host.runtime().control().updateFunctionConfiguration(flipped, spec -> spec.description("second"), null);
            host.runtime().control().awaitSettled(flipped);
            host.runtime().publish("flipped");
            host.runtime().control().createAlias(flipped, LIVE, Version.of(1), null, "");
            Answer.require(flip().version().equals(Version.of(2)), "the alias does not move");
            Answer.require(flip().version().equals(Version.of(1)), "the alias does not move back");
            Answer.require(host.count() == functions + 1, "not all functions are there");
            if (kept.equals("directory") && functions == 0) requireKept();
        }

        private void requireKept() {
            var before = host.runtime().control().listVersions(flipped);
            host.close();
            host.reopen();
            Answer.require(
                    host.runtime().control().listVersions(flipped).size() == before.size(),
                    "what was acknowledged is not there when the directory is opened again");
        }

        Alias flip() {
            var to = Version.of(turn++ % 2 == 0 ? 2 : 1);
            return host.runtime()
                    .control()
                    .updateAlias(
                            flipped,
                            LIVE,
                            alias -> new Alias(LIVE, to, null, alias.description(), alias.revisionId()),
                            null);
        }

        void delete(String name) {
            host.runtime().control().deleteFunction(FunctionRef.parse(name));
        }

        @TearDown
        public void close() throws IOException {
            host.end();
        }
    }

    /// Removes what an invocation of the benchmark has created.
    @State(Scope.Benchmark)
    public static class Created {
        @TearDown(Level.Invocation)
        public void delete(Functions functions) {
            for (int i = 0; i < BATCH; i++) functions.delete("new-" + i);
        }
    }

    /// Functions that are there.
    @State(Scope.Benchmark)
    public static class ToDelete {
        @Setup(Level.Invocation)
        public void create(Functions functions) {
            for (int i = 0; i < BATCH; i++) functions.host.create("new-" + i);
        }
    }

    /// Functions that have not been published.
    @State(Scope.Benchmark)
    public static class ToPublish {
        @Setup(Level.Invocation)
        public void create(Functions functions) {
            for (int i = 0; i < BATCH; i++) functions.host.create("new-" + i);
        }

        @TearDown(Level.Invocation)
        public void delete(Functions functions) {
            for (int i = 0; i < BATCH; i++) functions.delete("new-" + i);
        }
    }
}
