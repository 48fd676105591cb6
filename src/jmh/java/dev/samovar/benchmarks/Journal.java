package dev.samovar.benchmarks;

import dev.samovar.api.Payload;
import dev.samovar.spi.Store.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to have a record written down so that it survives a power cut, beside a bare write and force
/// of a file on the same disk: that of `java.io.tmpdir`, which should be a real one.
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Journal {

    /// One operation: one caller writes one record over an older one and is told that it is durable.
    @Benchmark
    public void write(Written journal, Caller caller) {
        journal.write(caller);
    }

    /// One operation: as [#write], while seven other callers do the same with records of their own.
    @Benchmark
    @Threads(8)
    public void writeOf8(Written journal, Caller caller) {
        journal.write(caller);
    }

    /// One operation: as [#write], while 63 other callers do the same with records of their own.
    @Benchmark
    @Threads(64)
    public void writeOf64(Written journal, Caller caller) {
        journal.write(caller);
    }

    /// One operation: the same bytes are appended to a file, which is forced.
    @Benchmark
    public long bareForce(BareFile file) throws IOException {
        return file.append();
    }

    /// One operation: as [#bareForce], while seven other callers do the same to the same file.
    @Benchmark
    @Threads(8)
    public long bareForceOf8(BareFile file) throws IOException {
        return file.append();
    }

    /// One operation: as [#bareForce], while 63 other callers do the same to the same file.
    @Benchmark
    @Threads(64)
    public long bareForceOf64(BareFile file) throws IOException {
        return file.append();
    }

    /// How large a record is.
    @State(Scope.Benchmark)
    public static class Size {
        @Param({"100", "4096"})
        public int bytes;

        byte[] record() {
            var record = new byte[bytes];
            for (int i = 0; i < bytes; i++) record[i] = (byte) ('a' + i % 26);
            return record;
        }
    }

    /// One of those who write, with a thousand records of its own.
    @State(Scope.Thread)
    public static class Caller {
        private static final int RECORDS = 1000;
        private static final AtomicInteger CALLERS = new AtomicInteger();

        private final String[] keys = new String[RECORDS];
        private int next;

        @Setup
        public void name() {
            int caller = CALLERS.incrementAndGet();
            for (int i = 0; i < RECORDS; i++) keys[i] = "record/" + caller + "-" + i;
        }

        String next() {
            next = (next + 1) % RECORDS;
            return keys[next];
        }
    }

    /// A journal in a new directory, with the thresholds it has in use.
    @State(Scope.Benchmark)
    public static class Written {
        private Path directory;
        private Payload record;
        private dev.samovar.core.journal.Journal journal;

        @Setup
        public void open(Size size) throws IOException {
            directory = Files.createTempDirectory("samovar-benchmarks-");
            record = Payload.owning(size.record());
            journal = dev.samovar.core.journal.Journal.open(directory.resolve("data"));
            write("asserted");
            journal.close();
            journal = dev.samovar.core.journal.Journal.open(directory.resolve("data"));
            var found = new AtomicInteger();
            journal.read((key, value) -> {
                if (key.equals("asserted") && value.equals(record)) found.incrementAndGet();
            });
            Answer.require(found.get() == 1, "what was acknowledged is not there when the journal is opened again");
        }

        void write(Caller caller) {
            write(caller.next());
        }

        private void write(String key) {
            journal.write(List.of(new Change(key, record, Set.of())))
                    .toCompletableFuture()
                    .join();
        }

        @TearDown
        public void close() {
            journal.close();
            Trees.delete(directory);
        }
    }

    /// A file that is only appended to.
    @State(Scope.Benchmark)
    public static class BareFile {
        private final AtomicLong end = new AtomicLong();
        private byte[] record;
        private Path directory;
        private FileChannel file;

        @Setup
        public void open(Size size) throws IOException {
            directory = Files.createTempDirectory("samovar-benchmarks-");
            record = size.record();
            file = FileChannel.open(directory.resolve("file"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Answer.require(append() == record.length, "the record was not written");
            Answer.require(file.size() == record.length, "the file does not hold the record");
        }

        long append() throws IOException {
            long at = end.getAndAdd(record.length);
            int written = file.write(ByteBuffer.wrap(record), at);
            file.force(false);
            return written;
        }

        @TearDown
        public void close() throws IOException {
            file.close();
            Trees.delete(directory);
        }
    }
}
