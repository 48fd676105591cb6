package dev.samovar.benchmarks;

import dev.samovar.api.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/// What it costs to open a directory of data again, until every function in it can be invoked. The files are in the
/// system's cache; the first iteration runs cold code, as a process that starts does.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
@Fork(2)
public class Restart {

    /// One operation: a runtime is built on the directory.
    @Benchmark
    public Object open(Kept kept) {
        kept.host.reopen();
        return kept.host.runtime();
    }

    /// One operation: the journal alone is opened and all its records are read as bytes.
    @Benchmark
    public int journalOnly(Kept kept) {
        return kept.records();
    }

    /// One operation: the bytes of the journal's files are read.
    @Benchmark
    public long bareRead(Kept kept) throws IOException {
        return kept.bytes();
    }

    /// A directory with functions, closed.
    @State(Scope.Benchmark)
    public static class Kept {
        @Param("10000")
        public int functions;

        private FunctionHost host;

        @Setup
        public void fill() throws IOException {
            host = new FunctionHost(true);
            host.fill(functions);
            host.close();
            Answer.require(records() >= functions, "records of functions are missing");
            host.reopen();
            Answer.require(
                    host.count() == functions,
                    "functions are missing when the directory is opened again");
            Answer.requireEvent(host.runtime()
                    .invoke(FunctionHost.name(functions - 1), Event.owning(Answer.event()))
                    .orThrow()
                    .toByteArray());
            host.close();
        }

        int records() {
            var count = new AtomicInteger();
            try (var journal = dev.samovar.core.journal.Journal.open(host.data())) {
                journal.read((_, _) -> count.incrementAndGet());
            }
            return count.get();
        }

        long bytes() throws IOException {
            long bytes = 0;
            try (var files = Files.list(host.data().resolve("journal"))) {
                for (var file : files.toList()) bytes += Files.readAllBytes(file).length;
            }
            return bytes;
        }

        @TearDown(Level.Invocation)
        public void close() {
            host.close();
        }

        @TearDown
        public void end() throws IOException {
            host.end();
        }
    }
}
